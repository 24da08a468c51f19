"""Mail of introducers and outsiders: what is a command, a report, a question, or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from introd.read.introducers import introducer_mail
from introd.read.reading import Address, Command, Kind, Reading
from introd.read.replies import OwnWords
from tests.read.test_requests import ANN, CONTEXT, mail, read

COMMANDS = [
    ("STATUS", "status"),
    ("status k3x9", "status"),
    ("Where do we stand with k3x9?", "status"),
    ("Has Ann replied yet?", "status"),
    ("Could you tell me who hasn't answered yet?", "status"),
    ("Ann is swamped, not more than two people a quarter for her please", "cap"),
    ("Please don't introduce Ann before 5 December.", "pause"),
    ("LIST", "list"),
    ("WHO Ann", "who"),
    ("PAUSE ann until March", "pause"),
    ("Please pause Ann until March.", "pause"),
    ("Could you leave Ann Hay alone until 1 May?", "pause"),
    ("Don't ask Bob before February, he is swamped.", "pause"),
    ("RESUME Ann", "resume"),
    ("CAP Ann 2 per quarter", "cap"),
    ("Don't ask Ann more than twice a quarter", "cap"),
    ("Never ask Bob again!", "off"),
    ("Please take Bob Kay off my list.", "off"),
    ("I don't want you to contact Bob Kay any more.", "off"),
    ("CANCEL k3x9", "cancel"),
    ("Please stop the intro between Ann Hay and Bob Kay.", "cancel"),
    ("Call off k3x9 please", "cancel"),
    ("Ann's new address is ann@new.example", "change_address"),
    ("Ann Hay changed jobs, her email is now ann@new.example.", "change_address"),
    ("HOLD ALL", "hold_all"),
    ("RELEASE", "release"),
    ("FORGET Bob Kay", "forget"),
    ("EXPORT", "export"),
    ("NOTE Ann: likes rye", "note"),
    ("1 nudge, 3 leave it", "nudge_again"),
    ("GO k3x9", "go"),
    ("Bitte pausiere Anna bis März.", "pause"),
    ("Frag Bernd nie wieder.", "off"),
    ("Wie steht es mit k3x9?", "status"),
    ("Brich k3x9 ab.", "cancel"),
    ("Annas neue Adresse ist anna@neu.example", "change_address"),
    ("Mets Anne en pause jusqu'au 3 mars.", "pause"),
    ("Ne sollicite plus jamais Benoît.", "off"),
    ("Annule k3x9.", "cancel"),
    ("¿Ha contestado Ana?", "status"),
    ("Cancela la presentación de Ana y Luis.", "cancel"),
    ("Non contattare mai più Luca.", "off"),
    ("Zet Anna op pauze tot maart.", "pause"),
    ("Fråga aldrig Bo igen.", "off"),
    ("Anuluj k3x9", "cancel"),
    ("山田さんには二度と連絡しないでください。", "off"),
    ("不要再联系王强了", "off"),
]
REPORTS = [
    "Ann wrote to me to say how glad she is that she met Bob.",
    "Jason says Jane was half an hour late.",
    "Ann and Bob had lunch on Tuesday, it went very well.",
    "Bob never showed up, Ann waited for an hour.",
    "I introduced Ann and Bob in person at the fair.",
    "Ann tells me that Bob was rude to her.",
    "Anna und Bernd haben sich getroffen, es lief super.",
    "Luc n'est pas venu au rendez-vous.",
    "Ana y Luis se reunieron, salió muy bien.",
    "Luca è arrivato in ritardo.",
    "山田さんは遅刻したそうです。",
]
HELPS = [
    "I forgot how to cancel an introduction. What do I have to write?",
    "Will they see who said yes?",
    "HELP",
    "How do I introduce three people at once?",
    "What happens if Bob says no?",
    "new here! what exactly do I put in a mail when I want to bring two people together? is there a form or do I just type?",
    "Can I import my contacts from a file?",
    "Wie funktioniert das?",
    "Comment ça marche ?",
    "¿Cómo funciona?",
    "使い方を教えてください",
]
OTHERS = [
    "Thanks!",
    "Thank you so much, great work.",
    "",
    "Not yet.",
    "I did it by hand, thanks.",
    "Danke dir!",
    "Merci beaucoup",
    "ありがとうございます",
    "See you at the conference on Monday.",
    "Hello all! Three concerts this month, all of them loud. Fri 4 The Anchor, Sat 12 The Moon, Sun 20 our garden.",
    "Dear Robot, just to say how courteous and kind you always are. You remind me of my old baker. Warmly, Max",
    "MILL LANE NOTES | March\n\n- Mon 2: Soup supper, 7.30, hall\n- Fri 6: Open barn from 5\n\nA warm welcome to two new members in the Dairy.\nThe stove is out of order until the 9th.",
]


@pytest.mark.parametrize(("text", "verb"), COMMANDS)
def test_commands_in_plain_words(text: str, verb: str) -> None:
    """A command is a command in capitals and in a person's own words, in any of the languages."""
    reading = read(text)
    assert (reading.kind, reading.command.verb if reading.command else None) == (Kind.COMMAND, verb)


@pytest.mark.parametrize("text", ["Never ask Bob again", "Please never ask Bob again.", "Don't ask Bob again, thanks"])
def test_who_is_never_to_be_asked_again(text: str) -> None:
    """The first word of a sentence is no part of the name, and its last one no courtesy."""
    command = read(text).command
    assert command is not None
    assert (command.verb, command.about) == ("off", "Bob")


@pytest.mark.parametrize("text", ["PAUSE until May", "Please pause until May 2027", "No introductions until 1 May"])
def test_a_month_alone_is_its_first_day(text: str) -> None:
    """Who wants a pause until a month has one."""
    command = read(text, author=MAX).command
    assert command is not None
    assert command.verb == "pause"
    assert command.until is not None
    assert (command.until.month, command.until.day) == (5, 1)


def test_a_small_name_in_the_subject() -> None:
    """A given name in small letters that is all of the subject says whom an order is about."""
    command = read("hiya, nora frost has just moved so please don't send her anything till may, ok?", "nora").command
    assert command is not None
    assert (command.verb, command.about) == ("pause", "Nora")
    assert command.until == date(2027, 5, 1)


@pytest.mark.parametrize("text", REPORTS)
def test_reports(text: str) -> None:
    """How an introduction went is a report, also where the daemon did not make it."""
    assert read(text).kind is Kind.REPORT


@pytest.mark.parametrize("text", HELPS)
def test_questions_about_the_daemon(text: str) -> None:
    """A question about the daemon is answered with help."""
    assert read(text).kind is Kind.HELP


@pytest.mark.parametrize("text", OTHERS)
def test_nothing_is_made_of_nothing(text: str) -> None:
    """Thanks, an empty mail, "not yet" and "by hand" are no instruction and no report."""
    assert read(text).kind is Kind.OTHER


@pytest.mark.parametrize(
    "text",
    [
        "Please introduce Ann Hay <ann@hive.example> and Bob Kay <bob@mill.example>: he wants to cancel his lease and she did.",
        "Please introduce Ann Hay <ann@hive.example> and Bob Kay <bob@mill.example>, both love rye. Don't ask Ann before March.",
        "Stop me if I'm wrong, but Ann Hay <ann@hive.example> should meet Bob Kay <bob@mill.example>, both love rye.",
        "Pause for a moment and think of Ann Hay <ann@hive.example>. Please introduce her to Bob Kay <bob@mill.example>, she needs flour.",
    ],
)
def test_a_request_with_a_commands_word_is_a_request(text: str) -> None:
    """A request in which "stop", "cancel" or "pause" occurs is still a request."""
    assert read(text).kind is Kind.REQUEST


def test_a_go_below_two_addresses_in_the_subject_bids() -> None:
    """Who names both in the subject and ends with "go" wants them introduced; a reply to a letter of ours repeats its subject."""
    subject = "introduce Ann Hay ann@hay.example to Bob Kay bob@kay.example"
    text = "She needs marble for a lobby, he has a quarry. go"
    assert read(text, subject=subject).kind is Kind.REQUEST


def test_what_a_command_holds() -> None:
    """Person, date, number and address of a command stand in their fields."""
    assert read("Please pause Ann until 3 March 2027.").command == Command("pause", "Ann", date(2027, 3, 3), "3 March 2027")
    cap = read("Don't ask Ann more than twice a quarter").command
    assert cap is not None
    assert (cap.about, cap.number, cap.rest) == ("Ann", 2, "a quarter")
    assert read("Ann's new address is ann@new.example").command == Command("change_address", "Ann", rest="ann@new.example")


def test_several_answers_to_a_digest() -> None:
    """Numbered answers are as many commands."""
    assert read("1 nudge, 3 leave it").commands == (Command("nudge_again", number=1), Command("leave_it", number=3))


def thread(text: str) -> Reading:
    """The reading of an introducer's reply in the thread of a case about Ann and Bob."""
    known = (Address("Ann Hay", ANN), Address("Bob Kay", "bob.kay@mill.example"))
    return introducer_mail(mail(text), OwnWords(text), replace(CONTEXT, expecting="introducer", known=known))


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("GO", "go"),
        ("go!", "go"),
        ("Yes, send it", "go"),
        ("Looks good", "go"),
        ("CANCEL", "cancel"),
        ("No, don't send it", "cancel"),
        ("OVERRIDE", "override"),
        ("Wait", "wait"),
        ("Nudge again", "nudge_again"),
        ("APOLOGISE", "apologise"),
        ("Leave it", "leave_it"),
        ("Ja, abschicken", "go"),
        ("Annule", "cancel"),
        ("はい、送ってください", "go"),
        ("Go ahead, thanks!", "go"),
    ],
)
def test_short_answers_in_the_introducers_thread(text: str, verb: str) -> None:
    """In the introducer's own thread the short answers are commands."""
    reading = thread(text)
    assert (reading.kind, reading.command.verb if reading.command else None) == (Kind.COMMAND, verb)


@pytest.mark.parametrize(
    "text",
    [
        "Ann's address is ann@new.example",
        "Go, but drop the bit about Leeds",
        "Please ask Ann first",
        "Why: they both love rye",
        "Drop the part about her old job.",
    ],
)
def test_corrections_in_the_introducers_thread(text: str) -> None:
    """What corrects the draft is an amendment and never a GO."""
    reading = thread(text)
    assert reading.kind is Kind.REQUEST
    assert reading.command is None


def test_what_an_amendment_holds() -> None:
    """The words to drop, the new address, and who is to be asked first."""
    dropped, moved, first = (
        thread("drop the bit about Leeds").request,
        thread("Ann's address is ann@new.example").request,
        thread("ask Ann first").request,
    )
    assert dropped is not None
    assert dropped.drop == ("Leeds",)
    assert moved is not None
    assert [(party.name, party.email) for party in moved.parties] == [("Ann", "ann@new.example")]
    assert first is not None
    assert first.ask_first == ANN


@pytest.mark.parametrize(
    "text", ["Streiche den Satz über Leeds", "Lass den Teil über Leeds weg", "Streiche Leeds", "Please drop the bit about Leeds."]
)
def test_what_is_left_out_is_named_without_the_words_around_it(text: str) -> None:
    """Of "streiche den Satz über Leeds" only Leeds is left out: the rest stands in no sentence of the draft."""
    request = thread(text).request
    assert request is not None
    assert request.drop == ("Leeds",)


@pytest.mark.parametrize("text", ["Die neue Adresse von Ann ist ann@new.example", "Ann hat die Adresse ann@new.example"])
def test_whose_address_it_is_in_german(text: str) -> None:
    """An address without a name beside it belongs to the only one of the list who is called."""
    request = thread(text).request
    assert request is not None
    assert [(party.name.split()[0], party.email) for party in request.parties] == [("Ann", "ann@new.example")]


@pytest.mark.parametrize(
    ("text", "kept", "dropped"),
    [
        ("KEEP LINKS", True, ()),
        ("Yes, but keep the links, please.", True, ()),
        ("Links: keep", True, ()),
        ("Links: no", False, ()),
        ("Drop the bit about Leeds and keep the links.", True, ("Leeds",)),
        ("Please take the links out again.", False, ()),
        ("don't keep the links", False, ()),
        ("Bitte die Links behalten", True, ()),
        ("Links behalten", True, ()),
        ("Bitte nehmen Sie die Links raus", False, ()),
        ("Laissez les liens, s'il vous plaît", True, ()),
        ("Deja los enlaces", True, ()),
        ("Mantenha os links", True, ()),
        ("Lascia i link", True, ()),
        ("Laat de links staan", True, ()),
        ("Behåll länkarna", True, ()),
        ("Zostaw linki", True, ()),
        ("リンクを残してください", True, ()),
        ("请保留链接", True, ()),
        ("链接：保留", True, ()),
    ],
)
def test_links_are_kept_or_dropped(text: str, kept: bool, dropped: tuple[str, ...]) -> None:
    """Eleven languages keep the links or take them out; links are no words to drop."""
    request = thread(text).request
    assert request is not None
    assert (request.links, request.drop) == (kept, dropped)


@pytest.mark.parametrize(
    "text", ["Go", "Her books are about the links of trade between the two coasts.", "Ann's address is ann@new.example"]
)
def test_nothing_said_of_links_leaves_them_as_they_are(text: str) -> None:
    """A correction or a sentence about other links decides nothing."""
    request = thread(text).request
    assert request is None or request.links is None


def test_an_answer_to_pass_on_is_no_command() -> None:
    """An answer to a party's question holds no command and no correction."""
    reading = thread("It would be about an hour in the afternoon, and lunch is on me.")
    assert (reading.kind, reading.command, reading.request) == (Kind.OTHER, None, None)


MAX = Address("Max Orr", "max@orr.example")
ANYBODY = [
    ("MY DATA", "my_data"),
    ("Please send me all data you hold about me.", "my_data"),
    ("FORGET ME", "forget_me"),
    ("Please delete all my data.", "forget_me"),
    ("STOP", "stop"),
    ("Please remove me from your list.", "stop"),
    ("START", "start"),
    ("PAUSE until 1 March", "pause"),
    ("CORRECT: my title is miller", "correct"),
    ("Bitte löschen Sie alle meine Daten.", "forget_me"),
    ("Ne m'écrivez plus.", "stop"),
    ("我的数据", "my_data"),
]


@pytest.mark.parametrize(("text", "verb"), ANYBODY)
def test_what_anybody_may_ask(text: str, verb: str) -> None:
    """Anybody may ask for their data, a correction, a pause, an end, a new beginning, or to be forgotten."""
    reading = read(text, author=MAX)
    assert (reading.kind, reading.command.verb if reading.command else None) == (Kind.COMMAND, verb)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Could you introduce me to Jane Roe?", Kind.OUTSIDER_REQUEST),
        ("Könnten Sie mich Jane Roe vorstellen?", Kind.OUTSIDER_REQUEST),
        ("Pourriez-vous me mettre en relation avec Jane Roe ?", Kind.OUTSIDER_REQUEST),
        ("Who are you?", Kind.HELP),
        ("CANCEL k3x9", Kind.OTHER),
        ("PAUSE Jane until March", Kind.OTHER),
        ("Buy cheap watches today", Kind.OTHER),
    ],
)
def test_outsiders_ask_but_do_not_command(text: str, kind: Kind) -> None:
    """An outsider may ask for an introduction and for help; an introducer's command is nothing in their mouth."""
    assert read(text, author=MAX).kind is kind


def test_every_reading_says_why() -> None:
    """Each reading names words or a cause that decided it."""
    for text in [
        "STATUS",
        *REPORTS,
        *HELPS,
        *OTHERS,
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob@mill.example>, both love rye.",
    ]:
        assert read(text).because
