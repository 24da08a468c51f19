"""The person's own words, out of what mail programs put around them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from introd.read.mail import parse
from introd.read.replies import own_words, split_forward, words_of
from introd.read.replies.html import text_of
from introd.read.replies.lines import MOST_CHARACTERS
from tests.read.mails import GMAIL_QUOTE, mail, multipart

# Each is what a client puts between the reply and the end, with our ask in it, whose YES must never be read.
ASK = "Hi Jane, may I introduce you to Jason?\nReply YES to say yes."
QUOTED = "\n".join(f"> {line}" for line in ASK.split("\n"))
TAILS = {
    "gmail": GMAIL_QUOTE,
    "gmail mobile": f"\nOn Fri, Nov 20, 2026, 10:00 Liz Ryan <intro+tok@example.org> wrote:\n\n{QUOTED}",
    "apple": f"\n> On 20 Nov 2026, at 10:00, Liz Ryan <intro@example.org> wrote:\n> \n{QUOTED}",
    "thunderbird": f"\nOn 20/11/2026 10:00, Liz Ryan via introd wrote:\n{QUOTED}",
    "mutt": f"\nOn Fri, Nov 20, 2026 at 10:00:00AM +0000, Liz Ryan wrote:\n{QUOTED}",
    "fastmail": f"\nOn Fri, 20 Nov 2026, at 10:00 AM, Liz Ryan wrote:\n{QUOTED}",
    "proton": f"\nOn Friday, November 20th, 2026 at 10:00 AM, Liz Ryan <intro@example.org> wrote:\n\n{QUOTED}",
    "old proton": f"\n------- Original Message -------\nOn Friday, November 20th, 2026 at 10:00 AM, Liz Ryan <intro@example.org> wrote:\n\n{QUOTED}",
    "yahoo": f"\n    On Friday, November 20, 2026 at 10:00:00 AM GMT+1, Liz Ryan <intro@example.org> wrote:  \n \n {ASK}",
    "outlook": f"\nFrom: Liz Ryan <intro@example.org>\nSent: Friday, November 20, 2026 10:00 AM\nTo: Jane Roe <jane@roe.example>\nSubject: May I?\n\n{ASK}",
    "outlook mobile": f"\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: Liz <intro@example.org>\nSent: Friday, November 20, 2026 10:00:00 AM\nTo: Jane\nSubject: May I?\n\n{ASK}",
    "outlook web": f"\n________________________________\nFrom: Liz\nSent: Friday\nTo: Jane\nSubject: May I?\n\n{ASK}",
    "outlook de": f"\nVon: Liz Ryan <intro@example.org>\nGesendet: Freitag, 20. November 2026 10:00\nAn: Jane\nBetreff: Frage\n\n{ASK}",
    "outlook fr": f"\nDe : Liz Ryan <intro@example.org>\nEnvoyé : vendredi 20 novembre 2026 10:00\nÀ : Jane\nObjet : Question\n\n{ASK}",
    "outlook es": f"\nDe: Liz Ryan\nEnviado el: viernes, 20 de noviembre de 2026 10:00\nPara: Jane\nAsunto: Pregunta\n\n{ASK}",
    "outlook pt": f"\nDe: Liz Ryan\nEnviada em: sexta-feira, 20 de novembro de 2026 10:00\nPara: Jane\nAssunto: Pergunta\n\n{ASK}",
    "outlook it": f"\nDa: Liz Ryan\nInviato: venerdì 20 novembre 2026 10:00\nA: Jane\nOggetto: Domanda\n\n{ASK}",
    "outlook nl": f"\nVan: Liz Ryan\nVerzonden: vrijdag 20 november 2026 10:00\nAan: Jane\nOnderwerp: Vraag\n\n{ASK}",
    "outlook sv": f"\nFrån: Liz Ryan\nSkickat: den 20 november 2026 10:00\nTill: Jane\nÄmne: Fråga\n\n{ASK}",
    "outlook pl": f"\nOd: Liz Ryan\nWysłano: piątek, 20 listopada 2026 10:00\nDo: Jane\nTemat: Pytanie\n\n{ASK}",
    "outlook ja": f"\n差出人: Liz Ryan\n送信日時: 2026年11月20日 10:00\n宛先: Jane\n件名: 質問\n\n{ASK}",
    "outlook zh": f"\n发件人: Liz Ryan\n发送时间: 2026年11月20日 10:00\n收件人: Jane\n主题: 问题\n\n{ASK}",
    "qq": f'\n------------------&nbsp;原始邮件&nbsp;------------------\n发件人: "Liz"\n发送时间: 2026年11月20日\n\n{ASK}',
    "163": f'\n在 2026-11-20 10:00:00，"Liz Ryan" <intro@example.org> 写道：\n\n{ASK}',
    "gmail de": f"\nAm Fr., 20. Nov. 2026 um 10:00 Uhr schrieb Liz Ryan via introd <\nintro+tok@example.org>:\n\n{QUOTED}",
    "gmail fr": f"\nLe ven. 20 nov. 2026 à 10:00, Liz Ryan <intro@example.org> a\nécrit :\n\n{QUOTED}",
    "gmail es": f"\nEl vie, 20 nov 2026 a las 10:00, Liz Ryan (<intro@example.org>)\nescribió:\n\n{QUOTED}",
    "gmail pt": f"\nEm sex., 20 de nov. de 2026 às 10:00, Liz Ryan <\nintro@example.org> escreveu:\n\n{QUOTED}",
    "gmail it": f"\nIl giorno ven 20 nov 2026 alle ore 10:00 Liz Ryan <intro@example.org>\nha scritto:\n\n{QUOTED}",
    "gmail nl": f"\nOp vr 20 nov 2026 om 10:00 schreef Liz Ryan <intro@example.org>:\n\n{QUOTED}",
    "apple nl": f"\n> Op 20 nov. 2026 om 10:00 heeft Liz Ryan <intro@example.org> het volgende geschreven:\n> \n{QUOTED}",
    "gmail sv": f"\nDen fre 20 nov. 2026 kl 10:00 skrev Liz Ryan <intro@example.org>:\n\n{QUOTED}",
    "gmail pl": f"\npt., 20 lis 2026 o 10:00 Liz Ryan <intro@example.org> napisał(a):\n\n{QUOTED}",
    "gmail ja": f"\n2026年11月20日(金) 10:00 Liz Ryan <intro@example.org>:\n\n{QUOTED}",
    "apple ja": f"\n> 2026/11/20 10:00、Liz Ryan <intro@example.org>のメール:\n> \n{QUOTED}",
    "gmail zh": f"\nLiz Ryan <intro@example.org> 于2026年11月20日周五 10:00写道：\n\n{QUOTED}",
    "zoho": f"\n---- On Fri, 20 Nov 2026 10:00:00 +0100 Liz Ryan <intro@example.org> wrote ----\n\n{ASK}",
    "original": f"\n-----Original Message-----\n{ASK}",
    "marker only": f"\n[introd k3x9] Please answer above this line.\n{ASK}",
    "unknown attribution, marker": f"\nLiz Ryan <intro@example.org>, 20.11.2026, klo 10.00 kirjoittaa\n\n[introd k3x9] Please answer.\n{ASK}",
    "bare quote": f"\n{QUOTED}",
}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS.keys())
def test_the_quote_is_cut_whatever_the_client(tail: str) -> None:
    """Only the words above the quote are the person's own."""
    found = own_words(mail(f"No thanks, not this time.\n{tail}"))
    assert found.text == "No thanks, not this time."
    assert "YES" in found.quoted


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS.keys())
def test_an_empty_reply_has_no_words(tail: str) -> None:
    """A quote alone says nothing."""
    assert own_words(mail(tail)).text == ""


@pytest.mark.parametrize(
    ("ending", "name"),
    [
        ("-- \nJane Roe\nYES Bank", "Jane Roe"),
        ("--\nJane", ""),
        ("Best regards,\nJane\nYES Consulting", ""),
        ("Best,\nJane", "Jane Roe"),
        ("Thanks!\nJane Roe\nHead of Yes", "Jane Roe"),
        ("Jane", "Jane Roe"),
        ("J.", "Jane Roe"),
        ("Mit freundlichen Grüßen\nJane Roe", ""),
        ("LG Jane", "Jane Roe"),
        ("Bien cordialement,\nJane", ""),
        ("Un saludo,\nJane", ""),
        ("よろしくお願いいたします。\n山田", ""),
        ("Sent from my iPhone", ""),
        ("Von meinem iPhone gesendet", ""),
        ("Envoyé de mon iPhone", ""),
        ("Enviado desde mi iPhone", ""),
        ("Enviado do meu iPhone", ""),
        ("Inviato da iPhone", ""),
        ("Verstuurd vanaf mijn iPhone", ""),
        ("Skickat från min iPhone", ""),
        ("Wysłane z iPhone'a", ""),
        ("iPhoneから送信", ""),
        ("发自我的iPhone", ""),
        ("Get Outlook for Android<https://aka.ms/x>", ""),
        ("Outlook für iOS beziehen<https://aka.ms/x>", ""),
        ("Sent with Proton Mail secure email.", ""),
        ("Sent via Superhuman", ""),
        ("Please excuse typos and brevity.", ""),
        ("CONFIDENTIALITY NOTICE: yes, this is for the intended recipient only.", ""),
        ("This email and any attachments are confidential. If you are not the intended recipient, say yes.", ""),
        ("Diese E-Mail enthält vertrauliche Informationen. Ja, wirklich.", ""),
        ("Ce message est confidentiel. Si vous n'êtes pas le destinataire, oui.", ""),
    ],
)
def test_what_stands_below_the_words_is_cut(ending: str, name: str) -> None:
    """Signatures, phone footers and disclaimers are nobody's answer."""
    assert words_of(f"No, sorry.\n\n{ending}\n", name=name).text == "No, sorry."


@pytest.mark.parametrize(
    "banner",
    [
        "CAUTION: This email originated from outside of the organization. Do not click links unless you know the sender.",
        "[EXTERNAL]",
        "You don't often get email from intro@example.org. Learn why this is important",
        "ACHTUNG: Externe E-Mail. Bitte keine Links anklicken.",
        "ATTENTION : expéditeur externe. Ne cliquez pas sur les liens.",
        "Este correo procede de un remitente externo.",
        "Uwaga: wiadomość zewnętrzna.",
        "【社外メール】",
        "外部邮件，请谨慎处理。",
    ],
)
def test_a_banner_is_not_the_persons(banner: str) -> None:
    """What the gateway puts on top is cut, with the words below kept."""
    assert words_of(f"{banner}\n\nYes please\n").text == "Yes please"
    assert words_of(f"{banner}\nYes please\n").text == "Yes please"


def test_a_reply_of_nothing_but_a_signature_says_nothing() -> None:
    """The writer's full name as the first line begins the signature."""
    assert words_of("Jane Roe\nYes Bank\n", name="Jane Roe").text == ""
    assert words_of("Jane Roe would love to, yes.\n", name="Jane Roe").text == "Jane Roe would love to, yes."


def test_answers_between_the_quoted_lines() -> None:
    """Inline answers are own words, each in its place."""
    body = "On 20 Nov 2026, Liz wrote:\n> Would you like to meet?\nYes.\n> By call?\nRather coffee.\n\n-- \nJane"
    assert words_of(body).text == "Yes.\nRather coffee."


def test_answers_between_lines_quoted_with_initials() -> None:
    """The Bat! puts the initials of the quoted person before its `>`."""
    body = "Hello Liz,\n\nFriday, November 20, 2026, 1:02:14 PM, you wrote:\n\nLR> Would you like to meet?\nLR>\n\nYes, gladly.\n\nLR> Just reply.\n"
    assert words_of(body).text == "Hello Liz,\n\nYes, gladly."


def test_an_answer_below_the_quote() -> None:
    """Bottom posting under a `>` quote counts, our marker in it or not."""
    assert words_of(f"{GMAIL_QUOTE}\nYes, gladly.\n").text == "Yes, gladly."


def test_the_rest_of_a_wrapped_quoted_line_is_quote() -> None:
    """Where a program wrapped a long quoted line without its `>`, the rest is not the person's."""
    body = "No.\n\n> Reply to this letter with one of the words below if you would like to be\nintroduced, YES\n> or NO if not."
    assert words_of(body).text == "No."


def test_below_an_unquoted_letter_of_ours_nothing_counts() -> None:
    """Without `>` our text and theirs can't be told apart below the marker: the answer is missed, not invented."""
    assert words_of("[introd k3x9] Answer above.\nReply YES\nYES").text == ""


def test_a_postscript_is_theirs() -> None:
    """PS below the signature is the person's own."""
    assert words_of("Yes!\n\nBest regards,\nJane\n\nPS: after 3 March, please").text == "Yes!\n\nPS: after 3 March, please"


@pytest.mark.parametrize(
    "words",
    [
        "Thanks,\n\nYes, happy to meet Jason.",
        "On Monday I wrote to you: not now.",
        "From: my side it is a yes.",
        "Confidential: I am leaving Acme, so yes please.",
        "Best idea you ever had. Yes.",
        "Regarding Jason: yes.\nRegarding the call: Tuesday.",
        "1 > 0, so yes",
    ],
)
def test_words_that_only_look_like_an_ending_stay(words: str) -> None:
    """A sentence of the person's is kept, whatever it begins with."""
    assert words_of(words).text == words


HTML = {
    "gmail": '<div dir="ltr">No.</div><br><div class="gmail_quote"><div class="gmail_attr">On Fri, Liz &lt;l@x.example&gt; wrote:<br></div><blockquote class="gmail_quote">YES</blockquote></div>',
    "apple": '<html><body>No.<br><div><br><blockquote type="cite"><div>On 20 Nov, Liz wrote:</div><br>YES</blockquote></div></body></html>',
    "thunderbird": '<p>No.</p><div class="moz-cite-prefix">On 20/11/2026 Liz wrote:<br></div><blockquote type="cite">YES</blockquote>',
    "outlook": '<div class="WordSection1"><p class="MsoNormal">No.</p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p><b>From:</b> Liz</p></div><p>YES</p></div>',
    "outlook web": '<div>No.</div><div id="appendonsend"></div><hr style="width:98%"><div id="divRplyFwdMsg"><b>From:</b> Liz<br></div><div>YES</div>',
    "outlook mobile": '<div>No.</div><div class="ms-outlook-mobile-signature">Get Outlook for iOS</div><hr><div id="divRplyFwdMsg">x</div>YES',
    "yahoo": '<div>No.</div><div id="ydp1yahoo_quoted_12" class="ydp1yahoo_quoted"><div>On Friday, Liz wrote:</div>YES</div>',
    "proton": '<div>No.</div><div class="protonmail_quote">On Friday, Liz &lt;l@x.example&gt; wrote:<br><blockquote class="protonmail_quote">YES</blockquote></div>',
    "gmx": '<div>No.</div><div name="quote" style="margin:10px"><b>Gesendet:</b> Freitag<div>YES</div></div>',
    "signature": '<div>No.</div><div class="gmail_signature">Jane, YES Bank</div>',
    "hidden": '<div>No.</div><div style="display:none">YES</div>',
    "styled": "<html><head><style>.YES{}</style><script>YES</script><title>YES</title></head><body><!-- YES -->No.</body></html>",
    "xml": '<?xml version="1.0" encoding="UTF-8"?><html><body>No.</body></html>',
    "marker": "<p>No.</p><p>[introd k3x9] Answer above</p><p>YES</p>",
}


@pytest.mark.parametrize("html", HTML.values(), ids=HTML.keys())
def test_html_alone_is_read_like_text(html: str) -> None:
    """Each client's own marks of a quote are understood."""
    assert own_words(mail(html, kind="text/html; charset=utf-8")).text == "No."


def test_a_stub_sends_us_to_the_html() -> None:
    """A text part that only points to the HTML is not the person's words."""
    data = multipart(
        "multipart/alternative",
        ("Content-Type: text/plain", b"Your program does not support HTML mail."),
        ("Content-Type: text/html", b"<p>Yes</p>"),
    )
    assert own_words(parse(data)).text == "Yes"


FORWARDS = {
    "gmail": "---------- Forwarded message ---------\nFrom: Bob <bob@x.example>\nDate: Fri\nSubject: ask\nTo: Liz\n\nCould you introduce me?",
    "apple": "Begin forwarded message:\n\nFrom: Bob <bob@x.example>\nSubject: ask\nDate: Fri\nTo: Liz\n\nCould you introduce me?",
    "apple quoted": "> Begin forwarded message:\n> \n> From: Bob <bob@x.example>\n> Subject: ask\n> \n> Could you introduce me?",
    "outlook": "From: Bob <bob@x.example>\nSent: Friday\nTo: Liz\nSubject: ask\n\nCould you introduce me?",
    "thunderbird": "-------- Forwarded Message --------\nSubject: \task\nDate: \tFri\nFrom: \tBob <bob@x.example>\n\nCould you introduce me?",
    "gmx": "-------- Weitergeleitete Nachricht --------\nVon: Bob <bob@x.example>\n\nCould you introduce me?",
}


@pytest.mark.parametrize("forward", FORWARDS.values(), ids=FORWARDS.keys())
def test_what_is_passed_on_is_kept_apart(forward: str) -> None:
    """The words above a forwarded message are the writer's; the message is whole below."""
    own, passed_on = split_forward(f"Can you do this one?\n\n{forward}")
    assert own == "Can you do this one?"
    assert "bob@x.example" in passed_on
    assert passed_on.endswith("Could you introduce me?")


def test_an_attached_message_is_passed_on_too() -> None:
    """A message/rfc822 attachment reads as a forward."""
    inner = b"From: Bob <bob@x.example>\r\nSubject: ask\r\n\r\nCould you introduce me?"
    data = multipart(
        "multipart/mixed", ("Content-Type: text/plain", b"Please"), ("Content-Type: message/rfc822", inner), subject="Fwd: ask"
    )
    found = own_words(parse(data))
    assert found.text == "Please"
    assert found.forwarded.startswith("From: Bob <bob@x.example>")
    assert found.forwarded.endswith("Could you introduce me?")


FILLER = st.text(st.sampled_from(list("YyEeSsNnOo >-_:\n.,@<>[]*#1289äß是はい")), max_size=200)
SHAPES = [
    "\nOn Fri, Nov 20, 2026 at 10:00 AM Liz <intro@example.org> wrote:\n\n{quoted}\n",
    "\nFrom: Liz\nSent: Friday\nTo: Jane\nSubject: x\n\n{text}\n",
    "\n-----Original Message-----\n{text}\n",
    "\n-- \n{text}\n",
    "\n[introd k3x9] Please answer above this line.\n{text}\n",
    "\nCONFIDENTIALITY NOTICE: {line} is for the intended recipient.\n{line}\n",
    "\nBest regards,\nJane\n{line}\n",
]


@settings(max_examples=400, deadline=None)
@given(
    filler=FILLER,
    shape=st.sampled_from(SHAPES),
    words=st.sampled_from(["Yes please", "No, thank you.", "Nein", "いいえ", "Only if it is paid?"]),
)
def test_own_words_do_not_depend_on_what_stands_around_them(filler: str, shape: str, words: str) -> None:
    """Whatever stands in quote, signature, disclaimer or below the marker, the own words stay the same."""
    quoted = "\n".join(f"> {line}" for line in filler.split("\n"))
    tail = shape.format(quoted=quoted, text=filler, line=filler.replace("\n", " "))
    assert words_of(f"{words}\n{tail}", name="Jane Roe").text == words


@settings(max_examples=200, deadline=None)
@given(filler=FILLER.filter(str.strip), words=st.sampled_from(["Yes please", "No, thank you.", "いいえ"]))
def test_own_words_do_not_depend_on_the_banner(filler: str, words: str) -> None:
    """Whatever a banner's paragraph says."""
    line = filler.replace("\n", " ")
    assert words_of(f"CAUTION: external email. {line}\n\n{words}\n").text == words


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
def test_any_text_and_any_html_have_own_words(text: str) -> None:
    """Nothing that anybody writes makes reading fail."""
    words_of(text)
    text_of(text)


def test_only_the_beginning_of_a_huge_body_is_read() -> None:
    """What stands beyond the cap is not looked at, so that its size costs nothing."""
    assert len(words_of("yes " * 100_000).text) <= MOST_CHARACTERS


def test_because_names_the_borders() -> None:
    """An operator sees which lines decided what is quote and what signature."""
    because = words_of(f"Yes\n\nBest regards,\nJane\n{GMAIL_QUOTE}").because
    assert any("Best regards" in reason for reason in because)
    assert any("Liz Ryan via introd" in reason for reason in because)


@pytest.mark.parametrize("border", ["-- \nJane Roe\n", "Best regards,\nJane Roe\n", "Viele Grüße\nJane Roe\n\n"])
@pytest.mark.parametrize(
    "retraction", ["Actually no.", "Wait, no!", "Changed my mind: please don't.", "Doch nicht.", "Finalement non."]
)
def test_a_retraction_below_the_signature_is_the_writers(border: str, retraction: str) -> None:
    """What takes back the answer counts wherever the writer put it."""
    assert words_of(f"Yes please\n\n{border}{retraction}\n", name="Jane Roe").text == f"Yes please\n\n{retraction}"
