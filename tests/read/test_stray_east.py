"""Polish, Japanese and Chinese answers beside sentences that tell of something else, and beside sentences that bind them."""

from __future__ import annotations

from datetime import date

import pytest

from introd.read.answers import consent
from introd.read.answers.followup import followup
from introd.read.languages import traits
from introd.read.reading import Answer

SENT = date(2026, 11, 19)
WISHES = ("Tak, proszę nas przedstawić.", "Chętnie ją poznam.", "Tak, poproszę.")
ELSEWHERE = (
    "Prawdopodobnie kot znowu zjadł szynkę z górnej półki.",
    "Nigdy tyle grzybów nie rosło pod naszą jabłonią.",
    "Dopóki nie zamarznie staw, kaczki stoją na brzegu jak wryte.",
    "Chyba każdy kogut w tej wsi pieje od czwartej rano.",
    "Prom odwołali, ale kufer dopłynął na wyspę bez nas.",
)
BINDING = (
    "Najpierw szef musiałby zezwolić na kontakty z zewnątrz.",
    "O ile dział prawny w Warszawie nie zgłosi zastrzeżeń.",
    "Chyba że żona nie będzie zachwycona.",
    "Jeśli naprawdę nie sprzedaje garnków ani ubezpieczeń.",
    "Zanim cokolwiek się wydarzy, rada pewnie poprosi o wgląd.",
    "Może jednak dopiero gdy skończę kurację i stanę na nogi.",
    "Dopiero po żniwach.",
)
REPORTS = (
    ("Spotkanie z Tomaszem było bardzo udane.", Answer.GOOD),
    ("Rozmowa była stratą czasu.", Answer.POOR),
    ("Spotkanie było w porządku.", Answer.FINE),
    ("Jeszcze się nie spotkaliśmy.", Answer.NOT_MET),
    ("Nigdy nie odpisała na mojego maila.", Answer.NO_REPLY),
)
BESIDE = (
    "Pociąg z Łodzi był w niedzielę okropny i spóźnił się dwie godziny.",
    "Koncert szkolny w starej stodole był naprawdę cudowny, tak przy okazji.",
    "Kogut sąsiadów był dziś rano bardzo niegrzeczny wobec listonosza.",
)


EAST = (
    ("とても良い面談でした。", Answer.GOOD),
    ("面談は時間の無駄でした。", Answer.POOR),
    ("まだお会いしていません。", Answer.NOT_MET),
    ("我们聊得非常愉快。", Answer.GOOD),
    ("这次见面纯粹浪费时间。", Answer.POOR),
    ("我们还没见面。", Answer.NOT_MET),
)
EAST_BESIDE = {
    "ja": (
        "昨夜の台風で電車がひどく遅れて、駅のホームで凍えておりました。",
        "今年の庭の柿は実に見事でしたが、栗は虫にやられてしまいました。",
    ),
    "zh": ("今年院子里的柿子真不行,栗子也全被虫子啃得干干净净。", "昨天火车晚了三个钟头,站台上冻得手脚都没了知觉。"),
}


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("sentence", ELSEWHERE)
def test_a_sentence_about_something_else_leaves_a_plain_wish_a_yes(wish: str, sentence: str) -> None:
    """Everyday words of doubt in a sentence about cats or mushrooms are none, before the wish and behind it."""
    assert consent(f"{wish} {sentence}", sent=SENT).answer is Answer.YES
    assert consent(f"{sentence} {wish}", sent=SENT).answer is Answer.YES


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("sentence", BINDING)
def test_a_sentence_about_permission_binds_a_plain_wish(wish: str, sentence: str) -> None:
    """The same words in a sentence about those who must allow it, or in a short one, still leave the answer open."""
    assert consent(f"{wish} {sentence}", sent=SENT).answer is not Answer.YES
    assert consent(f"{sentence} {wish}", sent=SENT).answer is not Answer.YES


@pytest.mark.parametrize(("report", "answer"), REPORTS)
@pytest.mark.parametrize("sentence", BESIDE)
def test_what_is_said_of_something_else_leaves_the_report_as_it_is(report: str, answer: Answer, sentence: str) -> None:
    """Praise or blame of trains, concerts and roosters is none of the meeting, before the report and behind it."""
    assert followup(f"{report} {sentence}", sent=SENT).answer is answer
    assert followup(f"{sentence} {report}", sent=SENT).answer is answer


@pytest.mark.parametrize(("report", "answer"), EAST)
@pytest.mark.parametrize("number", [0, 1])
def test_where_every_sign_is_a_word_other_sentences_are_left_out_too(report: str, answer: Answer, number: int) -> None:
    """Japanese and Chinese reports stay what they are beside late trains and bad harvests."""
    language = "ja" if any("\u3040" <= sign <= "\u30ff" for sign in report) else "zh"
    sentence = EAST_BESIDE[language][number]
    assert followup(report + sentence, sent=SENT).answer is answer
    assert followup(sentence + report, sent=SENT).answer is answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("先日はありがとうございました。とても勉強になりました。", Answer.GOOD),
        ("昨天见了王老师。收获很大!", Answer.GOOD),
        ("Był pan Tomasz. Bardzo pouczające.", Answer.GOOD),
    ],
)
def test_a_short_sentence_answers_what_was_asked(text: str, answer: Answer) -> None:
    """A few words stand for the meeting, whatever the other sentences name."""
    assert followup(text, sent=SENT).answer is answer


@pytest.mark.parametrize(
    "text", ["Super obsługa, jak zawsze.", "Absolutnie mroźno tutaj.", "Jestem bardzo zadowolony z nowego dachu."]
)
def test_an_assent_that_speaks_of_a_thing_is_none(text: str) -> None:
    """What pleases, or is so, is a roof, a service or the weather."""
    assert consent(text, sent=SENT).answer is not Answer.YES


@pytest.mark.parametrize("text", ["好冷啊", "好累。", "好香", "可以吃了"])
def test_a_chinese_sign_of_assent_belongs_to_what_stands_right_behind(text: str) -> None:
    """ "好" agrees alone, but means "so" before cold, tired and fragrant."""
    assert consent(text, sent=SENT).answer is not Answer.YES


@pytest.mark.parametrize("text", ["好", "好我同意", "行你安排吧", "好你介绍吧", "可以聊聊", "好见见吧", "可以 周三下午有空"])
def test_a_chinese_sign_of_assent_stands_before_an_order_or_a_wish(text: str) -> None:
    """The same signs agree alone, and before words that go on to agree."""
    assert consent(text, sent=SENT).answer is Answer.YES


def test_listed_words_are_found_in_signs_without_blanks() -> None:
    """Where every sign is a word of its own, a listed word is looked for in signs that follow each other, not across a pause."""
    assert traits().is_of_meeting(list("昨日の面談で"), "ja")
    assert not traits().is_of_meeting(list("昨日の面,談"), "ja")
    assert not traits().is_of_meeting(list("昨日の雨"), "ja")
    assert traits().is_of_meeting(list("昨天见面了"), "zh")
    assert not traits().is_of_meeting(list("昨天下雨了"), "zh")


def test_a_listed_word_with_blanks_is_no_part_of_another() -> None:
    """Where blanks part the words, a listed word stands for itself: "on" is he, "kon" a horse."""
    assert traits().is_of_meeting(["on"], "pl")
    assert not traits().is_of_meeting(["kon"], "pl")
