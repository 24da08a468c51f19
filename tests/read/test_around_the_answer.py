"""Whatever stands around a person's words, in text or in HTML, the answer does not change."""

from __future__ import annotations

import contextlib
from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from introd.read.reading import Answer, Kind, UnreadableMail
from introd.read.replies import body_text, words_of
from introd.read.replies.html import text_of
from introd.read.replies.phrases import RETRACTION
from introd.read.understand import read
from tests.mail.corpus import cases
from tests.read.mails import CONTEXT, mail, raw

WORDS = {
    "Yes, please go ahead.": Answer.YES,
    "No, thank you.": Answer.NO,
    "Ask me again in March.": Answer.LATER,
    "Ja, sehr gern.": Answer.YES,
    "いいえ、結構です。": Answer.NO,
}
DECIDING = ("yes", "No.", "please stop", "in March", "only if it is paid", "ja gern", "nein", "oui", "はい", "不要", "ask me later", "👍", "> ok", "?", "actually not I")  # fmt: skip
FILLER = st.lists(st.sampled_from(DECIDING), min_size=1, max_size=12).map(" ".join)
FILLER = FILLER.filter(lambda words: not RETRACTION.match(words))  # "Actually, no." below a signature is the writer's newest word
IN_TEXT = (
    "{words}\n\nOn Fri, Nov 20, 2026 at 10:00 AM Liz Ryan <intro@example.org> wrote:\n\n> {filler}\n",
    "{words}\n\nAm 20.11.2026 um 10:00 schrieb Liz Ryan:\n> {filler}\n> {filler}\n",
    "{words}\n\nFrom: Liz Ryan <intro@example.org>\nSent: Friday\nTo: Jane\nSubject: x\n\n{filler}\n",
    "{words}\n\n-----Original Message-----\n{filler}\n",
    "{words}\n\n-- \n{filler}\n",
    "{words}\n\n[introd k3x9] Please answer above this line.\n{filler}\n",
    "{words}\n\nCONFIDENTIALITY NOTICE: {filler} for the intended recipient.\n",
    "[EXTERNAL] This email came from outside: {filler}\n\n{words}\n",
)
IN_HTML = (
    '<div>{words}</div><div class="gmail_quote"><div class="gmail_attr">On Friday Liz wrote:</div><blockquote>{filler}</blockquote></div>',
    '<div>{words}</div><blockquote type="cite"><div>{filler}</div><blockquote>{filler}</blockquote></blockquote>',
    '<div>{words}</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Liz<br></div><div>{filler}</div>',
    '<p>{words}</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Liz</p></div><p>{filler}</p>',
    '<div>{words}</div><div class="yahoo_quoted"><div>{filler}</div></div>',
    '<div>{words}</div><div class="moz-cite-prefix">Am Freitag schrieb Liz:</div><blockquote>{filler}</blockquote>',
    '<div>{words}</div><div class="gmail_signature">{filler}</div>',
    '<div>{words}</div><div id="AppleMailSignature">{filler}</div><p>On Friday, 20 Nov 2026 Liz &lt;a@b.example&gt; wrote:</p><blockquote>{filler}</blockquote>',
    '<p>EXTERNAL EMAIL: {filler}</p><p>{words}</p>',
    '<div style="display:none">{filler}</div><p>{words}</p>',
    '<p>{words}</p><p>This e-mail is confidential and for the intended recipient: {filler}</p>',
)  # fmt: skip


def answer(body: str, kind: str) -> Answer | None:
    """What a reply with this body answers."""
    found = read(raw(body, kind=f"{kind}; charset=utf-8"), CONTEXT)
    return found.said.answer if found.kind is Kind.ANSWER and found.said else None


@settings(max_examples=250, deadline=None)
@given(filler=FILLER, shape=st.sampled_from(IN_TEXT), words=st.sampled_from(sorted(WORDS)))
def test_the_answer_does_not_hang_on_what_stands_around_it_in_text(filler: str, shape: str, words: str) -> None:
    """Words of consent and refusal in quote, signature, disclaimer and banner decide nothing."""
    assert answer(shape.format(words=words, filler=filler), "text/plain") is WORDS[words]


@settings(max_examples=250, deadline=None)
@given(filler=FILLER, shape=st.sampled_from(IN_HTML), words=st.sampled_from(sorted(WORDS)))
def test_the_answer_does_not_hang_on_what_stands_around_it_in_html(filler: str, shape: str, words: str) -> None:
    """The same in the elements by which mail programs mark what is quoted, signed or hidden."""
    assert answer(shape.format(words=words, filler=escape(filler)), "text/html") is WORDS[words]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["<", ">", "<div", " class=gmail_quote>", "<blockquote>", "</div>", "<!--", "&#x0;", "<hr id=appendonsend>", "\ue000", "\ue002", "yes", "\n", "<style>", "é"]), max_size=40))  # fmt: skip
def test_any_pieces_of_html_have_own_words(pieces: list[str]) -> None:
    """Nothing that stands in HTML makes reading fail, whole or broken."""
    words_of(text_of("".join(pieces)))
    words_of(body_text(mail("".join(pieces), kind="text/html; charset=utf-8")))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_damaged_mail_of_the_corpus_is_read_or_unreadable(data: st.DataObject) -> None:
    """Bytes changed, left out or put in anywhere: a reading or `UnreadableMail`, and nothing else."""
    whole = bytearray(data.draw(st.sampled_from(MAILS)))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole)))
        whole[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=6))
    with contextlib.suppress(UnreadableMail):
        assert read(bytes(whole), CONTEXT).kind in Kind


MAILS = [case.path.read_bytes() for case in cases("replies")][::7]
