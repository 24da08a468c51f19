"""Somebody at the keyboard answers as Jason and Jane."""

from __future__ import annotations

from collections.abc import Callable

from introd.demo.cast import GEORGE, JANE, JASON
from introd.demo.play import PLAYED, Player
from tests.demo.conftest import Performance

Play = Callable[..., Performance]


def test_two_yeses_introduce(played: Play) -> None:
    """Two yeses in plain words lead to the introduction, as in the story."""
    performance = played("sounds good, go ahead", "count me in!")
    assert performance.code == 0, performance.printed[-1500:]
    assert [q.split(".")[0] for q in performance.questions] == ["You are Jane", "You are Jason"]
    assert "one made, one kindly let go" in performance.printed


def test_a_no_is_kept_from_the_other(played: Play) -> None:
    """A no from Jane ends it: Jason is not asked for an answer any more, and hears the kind letter without her reason."""
    performance = played("no thanks, my knees hurt")
    assert performance.code == 0, performance.printed[-1500:]
    assert performance.questions == ["You are Jane. Your answer: "]
    assert performance.kinds("jason") == ["ask", "timing"]
    assert not any("knees" in s.everything for s in performance.mailbox("jason"))
    assert "none made, two kindly let go" in performance.printed


def test_unclear_words_are_asked_about(played: Play) -> None:
    """What is no clear answer is no yes: introd asks once more, and the player has another turn."""
    performance = played("purple monkey dishwasher", "yes", "yes")
    assert performance.code == 0, performance.printed[-1500:]
    assert performance.kinds("jane")[:3] == ["ask", "unclear", "receipt_yes"]
    assert "UNCLEAR" in performance.printed
    assert performance.kinds("jane")[-1] == "handover"


def test_a_question_goes_to_liz(played: Play) -> None:
    """A question is passed to Liz, her answer comes back, and the player has another turn."""
    performance = played("Is he the one who plays the tuba?", "yes", "yes please")
    assert performance.code == 0, performance.printed[-1500:]
    assert performance.kinds("jane")[:4] == ["ask", "question_passed", "relay", "receipt_yes"]


def test_later_lets_time_pass(played: Play) -> None:
    """After LATER Jane is asked again when the time has come, and Jason's older yes still leads to an introduction."""
    performance = played("ask me again in two weeks", "yes", "yes")
    assert performance.code == 0, performance.printed[-1500:]
    assert performance.kinds("jane").count("ask") == 2
    assert performance.kinds("jason")[-1] == "handover"


def test_saying_nothing_ends_kindly(played: Play) -> None:
    """A player who never answers is reminded twice, then it is let go, and nobody is introduced."""
    performance = played(*["."] * 6)
    assert performance.code == 0, performance.printed[-1500:]
    assert performance.kinds("jane").count("nudge") == 2
    assert "handover" not in performance.kinds("jane") + performance.kinds("jason")


def test_stop_stops(played: Play) -> None:
    """After STOP Jane gets no mail any more, not even a receipt."""
    performance = played("STOP")
    assert performance.code == 0, performance.printed[-1500:]
    assert performance.kinds("jane") == ["ask"]


def test_enter_alone_answers_as_the_story(played: Play, performed: Performance) -> None:
    """An empty line takes the story's own answer, and the story is the same each time, to the byte."""
    performance = played("", "")
    assert performance.code == 0
    assert [s.raw for s in performance.mails] == [s.raw for s in performed.mails]


def test_the_end_of_input_lets_the_story_go_on(played: Play) -> None:
    """When the input ends the rest is told as the story has it."""
    performance = played("yes")
    assert performance.code == 0
    assert "the story goes on by itself" in performance.printed
    assert performance.kinds("jason")[-1] == "handover"


def test_ctrl_c_ends_at_once(played: Play) -> None:
    """Ctrl-C at a question ends the play with the code that shells know."""
    performance = played("^C")
    assert performance.code == 130
    assert performance.printed.rstrip().endswith("Stopped.\x1b[0m")


def test_only_jason_and_jane_are_played() -> None:
    """The second story is told, not played."""
    player = Player(ask=lambda prompt: "yes")
    assert PLAYED == (JASON, JANE)
    assert player.words(GEORGE, "no") == "no"
