"""Have you heard? Have you written? What people answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from introd.read.answers.missing import missing, own_fault, tell_them
from introd.read.reading import Answer


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("HEARD", Answer.HEARD), ("Yes", Answer.HEARD), ("Yes, we're in touch.", Answer.HEARD), ("He wrote back yesterday", Answer.HEARD),
        ("NOT YET", Answer.NO_REPLY), ("No", Answer.NO_REPLY), ("I haven't heard anything", Answer.NO_REPLY), ("not heard", Answer.NO_REPLY),
        ("Still waiting for an answer.", Answer.NO_REPLY), ("She never replied", Answer.NO_REPLY), ("noch nicht", Answer.NO_REPLY),
        ("pas encore", Answer.NO_REPLY), ("todavía no", Answer.NO_REPLY), ("まだです", Answer.NO_REPLY), ("DONE", Answer.DONE),
        ("I’ve written to her already", Answer.DONE), ("erledigt", Answer.DONE), ("hecho", Answer.DONE), ("I can't, because I am ill", Answer.CANT),
        ("Ich kann leider nicht", Answer.CANT), ("STOP", Answer.STOP), ("Who are you?", Answer.UNCLEAR), ("Nobody knows", Answer.UNCLEAR),
        ("We met on Monday, it was great", Answer.GOOD), ("", Answer.UNCLEAR),
    ],
)  # fmt: skip
def test_plain_words(words: str, answer: Answer) -> None:
    """Each is read as what it says."""
    assert missing(words).answer is answer


def test_what_is_marked_is_kept_apart() -> None:
    """The reason is all that was said; only the marked words are for the other."""
    said = missing("I can't, because my father is ill.\nTell them: perhaps in May.")
    assert said.tell_them == "perhaps in May."
    assert said.reason is not None
    assert "father" in said.reason
    assert tell_them("I would not tell them anything.") is None


@pytest.mark.parametrize(
    ("words", "own"),
    [("I was late and distracted.", True), ("My fault entirely.", True), ("I guess I owe you one.", True), ("I forgot our lunch", True),
     ("She was late and distracted.", False), ("I waited for an hour", False), ("I was there, she was late.", False),
     ("I was there while Jane was late", False), ("I was sad that Jane left early", False), ("I came on time and she was late", False)],
)  # fmt: skip
def test_whose_fault(words: str, own: bool) -> None:
    """A confession is told from a complaint."""
    assert own_fault(words) is own


@given(st.text(max_size=300))
def test_any_words_can_be_read(words: str) -> None:
    """No text raises, and what decided stands in the reading."""
    assert missing(words).answer in Answer


STAGE = {
    "en": ("Radio silence", "They got back to me.", "I've sent it", "I'm not able to, sorry", "Please pass on: in May."),
    "de": (
        "Bisher nichts gehört.",
        "Ja, wir sind im Austausch.",
        "Ist raus!",
        "Ich schaffe es gerade nicht",
        "Bitte weitergeben: im Mai.",
    ),
    "fr": ("Toujours rien", "Oui, elle m'a répondu.", "Je viens d'écrire", "Je ne pourrai pas", "Dites-lui : en mai."),
    "es": ("Sigo esperando", "Sí, me contestó ayer", "Ya le escribí", "No me es posible", "Por favor dígale: en mayo."),
    "pt": ("Ainda não recebi resposta", "Sim, já falámos", "Já respondi", "Não vou conseguir", "Diga-lhe: em maio."),
    "it": ("Non mi ha risposto", "Ci siamo sentiti ieri", "Gli ho scritto", "Non ce la faccio", "Le dica: a maggio."),
    "nl": ("Nog steeds niets", "Ja, antwoord gekregen", "Heb hem gemaild", "Het lukt me niet", "Graag doorgeven: in mei."),
    "sv": ("Inget svar ännu", "Ja, jag har fått svar", "Jag har svarat", "Jag hinner tyvärr inte", "Hälsa dem: i maj."),
    "pl": ("Wciąż czekam", "Tak, odezwała się", "Już napisałam", "Niestety nie dam rady", "Proszę przekazać: w maju."),
    "ja": ("まだ返信がありません", "はい、返事をもらいました", "連絡しました", "今は難しいです", "伝言：五月に。"),
    "zh": ("没有回音", "收到了回复", "已经写了", "我没办法", "请转告：五月。"),
}


@pytest.mark.parametrize("language", STAGE)
def test_eleven_languages_answer(language: str) -> None:
    """Not yet, heard, done and can't in everyday words, whether the language is known or not; what is marked is for the other."""
    *words, marked = STAGE[language]
    for text, answer in zip(words, (Answer.NO_REPLY, Answer.HEARD, Answer.DONE, Answer.CANT), strict=True):
        assert missing(text).answer is answer, text
        assert missing(text, language=language).answer is answer, text
    said = missing(f"{words[3]}\n\n{marked}")
    assert said.answer is Answer.CANT
    assert said.tell_them == marked.replace("：", ":").partition(":")[2].strip()


FAULTS = {
    "en": ("I was half an hour late, sorry.", "I had to leave early", "She was half an hour late"),
    "de": ("Ich war leider eine halbe Stunde zu spät.", "Ich schulde ihr was", "Ich war pünktlich, aber er kam zu spät"),
    "fr": ("Je suis arrivée avec beaucoup de retard", "C'est ma faute", "J'étais là, elle est arrivée en retard"),
    "es": ("Llegué media hora tarde", "Se me olvidó la cita", "Llegué a tiempo y ella llegó tarde"),
    "pt": ("Cheguei muito atrasado", "Esqueci-me do encontro", "Cheguei a horas, ele chegou atrasado"),
    "it": ("Sono arrivata con mezz'ora di ritardo", "Colpa mia", "Io c'ero, lui è arrivato in ritardo"),
    "nl": ("Ik was een half uur te laat", "Ik ben onze afspraak vergeten", "Ik was op tijd, hij was te laat"),
    "sv": ("Jag kom en halvtimme för sent", "Jag glömde mötet", "Jag var där, hon kom för sent"),
    "pl": ("Spóźniłam się pół godziny", "To moja wina", "Byłem na czas, ona się spóźniła"),
    "ja": ("三十分遅れてしまいました。", "私の責任です", "先方が遅刻しました"),
    "zh": ("我迟到了半个小时", "是我不好", "她迟到了半个小时"),
}


@pytest.mark.parametrize("language", FAULTS)
def test_a_fault_of_ones_own_in_eleven_languages(language: str) -> None:
    """A confession is told from a complaint in each language."""
    first, second, theirs = FAULTS[language]
    assert own_fault(first), first
    assert own_fault(second), second
    assert not own_fault(theirs), theirs


@pytest.mark.parametrize(
    "text",
    [
        "I was not late at all",
        "I was left waiting for an hour",
        "Ich war nicht zu spät",
        "Je n'étais pas en retard",
        "Ich war fast zu spät",
        "I was early",
    ],
)
def test_what_only_looks_like_a_confession(text: str) -> None:
    """A denial, or being the one who waited, is no fault of one's own."""
    assert not own_fault(text)
