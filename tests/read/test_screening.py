"""Robots and people."""

from __future__ import annotations

from datetime import date

import pytest

from introd.read.mail import parse
from introd.read.reading import Answer, Kind
from introd.read.screening import may_answer
from introd.read.understand import understand
from tests.read.mails import CONTEXT, GMAIL_QUOTE, mail, multipart

ABSENT = {
    "en": "Thank you for your email. I am out of the office and will reply when I return.",
    "en2": "I'm on annual leave with limited access to email. For anything urgent please contact Bob.",
    "de": "Vielen Dank für Ihre Nachricht. Ich bin derzeit nicht im Büro. In dringenden Fällen wenden Sie sich bitte an Herrn Meier.",
    "fr": "Merci de votre message. Je suis absente du bureau et vous répondrai dès mon retour.",
    "es": "Gracias por su mensaje. Estoy de vacaciones. Para asuntos urgentes, contacte con Ana.",
    "pt": "Obrigado pela sua mensagem. Encontro-me de férias. Em caso de urgência contacte a Rita.",
    "it": "Grazie per il messaggio. Sono fuori ufficio. Per urgenze contattare la collega.",
    "nl": "Bedankt voor uw bericht. Ik ben met vakantie. Voor dringende zaken kunt u contact opnemen met Piet.",
    "sv": "Tack för ditt mejl. Jag har semester. Vid brådskande ärenden, kontakta Eva.",
    "pl": "Dziękuję za wiadomość. Jestem na urlopie. W pilnych sprawach proszę o kontakt z Ewą.",
    "ja": "メールありがとうございます。現在休暇中です。お急ぎの場合は田中までご連絡ください。",
    "zh": "感谢您的来信。我正在休假，如有急事请联系小王。",
}
SUBJECTS = {
    "en": "Automatic reply: May I?",
    "en2": "Out of Office: Re: May I?",
    "de": "Abwesenheitsnotiz: May I?",
    "de2": "Automatische Antwort: May I?",
    "fr": "Réponse automatique : May I?",
    "es": "Respuesta automática: May I?",
    "pt": "Resposta automática: May I?",
    "it": "Risposta automatica: May I?",
    "nl": "Automatisch antwoord: May I?",
    "sv": "Autosvar: May I?",
    "pl": "Odpowiedź automatyczna: May I?",
    "ja": "自動返信：May I?",
    "zh": "自动答复：May I?",
}


@pytest.mark.parametrize("words", ABSENT.values(), ids=ABSENT.keys())
def test_absence_by_its_words(words: str) -> None:
    """Without a telling header, what robots say tells them."""
    assert understand(mail(words), CONTEXT).kind is Kind.AUTO_REPLY


@pytest.mark.parametrize("subject", SUBJECTS.values(), ids=SUBJECTS.keys())
def test_absence_by_its_subject(subject: str) -> None:
    """A responder's subject, in each language, whatever stands below."""
    read = understand(mail("Yes! I am away. YES.", subject=subject), CONTEXT)
    assert (read.kind, read.said) == (Kind.AUTO_REPLY, None)


@pytest.mark.parametrize(
    "fields",
    [
        {"Auto-Submitted": "auto-replied"},
        {"Auto-Submitted": "auto-replied (vacation)"},
        {"Auto-Submitted": "Auto-Generated"},
        {"X-Autoreply": "yes"},
        {"X-Autorespond": "May I?"},
        {"Precedence": "auto_reply"},
    ],
)
def test_absence_by_its_fields(fields: dict[str, str]) -> None:
    """A header field that says automatic is believed over a YES."""
    assert understand(mail("Yes, happy to!", fields=fields), CONTEXT).kind is Kind.AUTO_REPLY


def test_the_day_of_return_is_read() -> None:
    """An absence says until when."""
    read = understand(mail("I am out of the office until 30 November 2026.", fields={"Auto-Submitted": "auto-replied"}), CONTEXT)
    assert read.absent_until in (date(2026, 11, 30), date(2026, 12, 1))


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Yes, happy to! I'm on holiday until Monday, so after that please.", Answer.YES),
        ("Yes please. I am out of the office this week, thanks for your message.", Answer.YES),
    ],
)
def test_a_person_who_is_away_still_answers(words: str, answer: Answer) -> None:
    """An answer with an absence in it is a person's."""
    read = understand(mail(words), CONTEXT)
    assert read.kind is Kind.ANSWER
    assert read.said is not None
    assert read.said.answer is answer


@pytest.mark.parametrize(
    "fields",
    [
        {"Auto-Submitted": "no"},
        {"X-Auto-Response-Suppress": "All"},
        {"Feedback-ID": "1:user:proton"},
        {"X-Mailer": "AutoMailer 3"},
        {"Precedence": "normal"},
    ],
)
def test_fields_that_people_s_mail_carries_too(fields: dict[str, str]) -> None:
    """Auto-Submitted: no and the like do not make a robot of a person."""
    read = understand(mail("Yes, happy to!", fields=fields), CONTEXT)
    assert (read.kind, read.said and read.said.answer) == (Kind.ANSWER, Answer.YES)


GONE = {
    "en": "Jane Roe no longer works here. Please contact info@roe.example.",
    "en2": "Thank you for your email. I have left the company.",
    "de": "Vielen Dank für Ihre Nachricht. Frau Roe ist nicht mehr bei uns tätig.",
    "fr": "Merci de votre message. Jane Roe ne travaille plus dans notre société.",
    "es": "Gracias por su mensaje. Jane Roe ya no trabaja en esta empresa.",
    "pt": "Obrigado pela sua mensagem. A Jane já não trabalha connosco.",
    "it": "Grazie per il messaggio. Jane Roe non lavora più in azienda.",
    "nl": "Bedankt voor uw bericht. Jane Roe is niet meer werkzaam bij ons.",
    "sv": "Tack för ditt mejl. Jane Roe arbetar inte längre här.",
    "pl": "Dziękujemy za wiadomość. Jane Roe już nie pracuje w naszej firmie.",
    "ja": "メールありがとうございます。ローは退職いたしました。",
    "zh": "感谢您的来信。该员工已离职。",
}


@pytest.mark.parametrize("words", GONE.values(), ids=GONE.keys())
@pytest.mark.parametrize("automatic", [True, False])
def test_gone_for_good(words: str, automatic: bool) -> None:
    """No longer works here: an automatic reply whose answer is gone."""
    read = understand(mail(words, fields={"Auto-Submitted": "auto-replied"} if automatic else {}), CONTEXT)
    assert (read.kind, read.gone) == (Kind.AUTO_REPLY, True)
    assert read.said is not None
    assert read.said.answer is Answer.GONE


def test_who_speaks_of_their_own_past_is_not_gone() -> None:
    """A person who changed jobs and says yes is a person."""
    read = understand(mail("Yes please. I no longer work at Acme, use jane@new.example."), CONTEXT)
    assert (read.kind, read.gone) == (Kind.ANSWER, False)


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("[Request received] May I?", "Your request (#4711) has been received and is being reviewed by our support team."),
        ("Re: May I? [#ACME-99817]", "Thank you for contacting us. A ticket has been opened. Do not reply."),
        ("Ihre Anfrage [Ticket#2026112]", "Ihre Anfrage wurde unter der Ticketnummer 2026112 erfasst."),
        ("Votre demande", "Votre demande n° 1234 a bien été enregistrée. Numéro de ticket : 1234."),
        (
            "Please confirm",
            "To control spam, I allow mail from approved senders only. Click https://x.example/c to have your message delivered.",
        ),
    ],
)
def test_tickets_and_challenges(subject: str, words: str) -> None:
    """Help desks and spam filters that answer are robots, with or without a header field."""
    assert understand(mail(words, subject=subject), CONTEXT).kind is Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "subject",
    [
        "Read: May I?",
        "Gelesen: May I?",
        "Lu : May I?",
        "Leído: May I?",
        "Lida: May I?",
        "Letto: May I?",
        "Gelezen: May I?",
        "Läst: May I?",
        "開封済み: May I?",
        "已读: May I?",
        "Not read: May I?",
    ],
)
def test_old_receipts_in_words(subject: str) -> None:
    """A receipt without its type is known by its subject."""
    body = "Your message\n\nTo: Jane\nSubject: May I?\nSent: Friday\n\nwas read on Friday."
    assert understand(mail(body, subject=subject), CONTEXT).kind is Kind.AUTO_REPLY


def test_a_receipt_by_its_type() -> None:
    """multipart/report with a disposition (RFC 8098)."""
    data = multipart(
        "multipart/report",
        ("Content-Type: text/plain", b"Yes, your message was displayed."),
        ("Content-Type: message/disposition-notification", b"Disposition: manual-action/MDN-sent-manually; displayed"),
        fields="; report-type=disposition-notification",
    )
    assert understand(parse(data), CONTEXT).kind is Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "fields",
    [
        {"List-Id": "<coaches.lists.example>", "Precedence": "list"},
        {"List-Unsubscribe": "<https://x.example>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
        {"Precedence": "bulk"},
        {"Auto-Submitted": "auto-generated"},
    ],
)
def test_mail_to_many_is_other(fields: dict[str, str]) -> None:
    """Lists, newsletters and notifications are nobody's answer."""
    assert understand(mail("Say YES to winter!", subject="Our catalogue", reply=False, fields=fields), CONTEXT).kind is Kind.OTHER


def test_our_own_letters_are_no_answer() -> None:
    """A letter of introd, of this one or another, is never obeyed or answered."""
    ours = mail("YES", author="Liz via introd <intro+x@example.org>")
    another = mail("[introd a1b2] Please answer above this line.\nYES\n", author="other@introd.example")
    for read in (understand(ours, CONTEXT), understand(another, CONTEXT)):
        assert (read.kind, read.may_answer) == (Kind.OTHER, False)


def test_a_calendar_reply_without_words_is_unclear() -> None:
    """Accepting an invitation is a person's act, and no consent."""
    part = b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR"
    data = multipart(
        "multipart/mixed",
        ("Content-Type: text/plain", b""),
        ("Content-Type: text/calendar; method=REPLY", part),
        subject="Accepted: May I?",
    )
    read = understand(parse(data), CONTEXT)
    assert (read.kind, read.said and read.said.answer) == (Kind.ANSWER, Answer.UNCLEAR)


@pytest.mark.parametrize(
    "fields",
    [
        {"Auto-Submitted": "auto-generated"},
        {"Precedence": "bulk"},
        {"Precedence": "Junk"},
        {"List-Id": "<x>"},
        {"List-Unsubscribe": "<mailto:x@y.example>"},
        {"Return-Path": "<>"},
        {"X-Auto-Response-Suppress": "OOF"},
        {"X-Autoreply": "1"},
        {"X-Loop": "me"},
        {"Feedback-ID": "x"},
        {"From": "MAILER-DAEMON@roe.example"},
        {"From": "no-reply@roe.example"},
        {"From": "intro+abc@example.org"},
        {"From": "a@b.example, c@d.example"},
    ],
)
def test_in_doubt_nothing_is_answered(fields: dict[str, str]) -> None:
    """Any sign of a robot, a list or a loop forbids an automatic answer."""
    assert not may_answer(mail("Yes", fields=fields), CONTEXT)


@pytest.mark.parametrize(
    "fields", [{}, {"Auto-Submitted": "no"}, {"Precedence": "first-class"}, {"Return-Path": "<jane@roe.example>"}]
)
def test_a_person_may_be_answered(fields: dict[str, str]) -> None:
    """A plain mail of a person may."""
    assert may_answer(mail("Yes", fields=fields), CONTEXT)


def test_a_quoted_absence_is_not_the_writer_s() -> None:
    """Only own words tell a robot."""
    body = f"Yes, with pleasure\n{GMAIL_QUOTE}> I am out of the office. Thank you for your message.\n"
    assert understand(mail(body), CONTEXT).kind is Kind.ANSWER
