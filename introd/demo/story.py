"""The two stories: one introduction is made, one is kindly let go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from introd.decide.case import Case, Outcome, Standing, State
from introd.demo.cast import GEORGE, INTRO, JANE, JASON, LIZ, MICKEY, Persona
from introd.demo.clock import next_working_day, on
from introd.demo.narration import beside
from introd.demo.play import Player
from introd.demo.replies import Note, reply
from introd.demo.sheets import Sheet
from introd.demo.stage import REFERENCES, Stage
from introd.demo.telling import Teller

FIRST_REQUEST = """\
Good morning!

Could you please introduce Jason Poe <jason@poe.example> and Jane Roe <jane@roe.example>?

Jason taught chemistry for nine years, and builds radios at his kitchen table. He is looking for an honest picture \
of the work in a science museum.

Jane runs the learning team at the Harbour Museum. She built their night laboratory out of an old boiler room.

I think of the two because Jane once took exactly the step that Jason is about to take.

Thank you, and have a lovely Monday,
Liz
"""
SECOND_REQUEST = """\
Hello again,

George Hale (george@hale.example), I would love for him to meet my friend Mickey Dunn (mickey@dunn.example).

Mickey is opening a small bakery in the old post office. George owned three bakeries and sold them happily.

I think an hour with George would save Mickey a year of mistakes.

Warmly,
Liz
"""
PAIRS = {"jason": JANE, "jane": JASON, "george": MICKEY, "mickey": GEORGE}
_ASKING = ("ask", "nudge", "unclear", "relay", "renewal", "confirm_answer")
_MOST_STEPS = 80
_SOON = timedelta(minutes=25)
_SCRIPT = {
    "jane": "Yes, gladly.\n\nTell them: no tie needed, and the boiler room is warm.",
    "jason": "Yes please! That would be wonderful.",
    "george": "I can't this quarter, sorry - too much on.",
    "mickey": "Oh yes! I would love that, thank you.",
}
_MEANT = {1: "That is what she meant.", 2: "Yes, those two."}
_LIZ_ANSWERS = "Thank you for asking! It is only a conversation. A plain yes or no to introd is all it needs."


@dataclass(slots=True)
class Storyteller:
    """Tells both stories on a stage. `player` answers for those whom somebody at the keyboard plays."""

    stage: Stage
    teller: Teller
    player: Player

    async def first(self) -> Case | None:
        """Liz introduces Jason and Jane."""
        self.teller.title("1. An introduction is made")
        await self.stage.settle()  # the very first look: what lies in the mailbox already is left alone
        if not await self._ask_for(
            "Two people who should meet", FIRST_REQUEST, "Liz writes to introd as she would to a friend.", 19
        ):
            return None
        await self._answers({JANE.key: timedelta(hours=3, minutes=9), JASON.key: timedelta(hours=22, minutes=34)})
        await self._see_it_leave()
        if self.case.state is State.INTRODUCED:
            await self._step_back()
        return self.case

    async def second(self) -> Case | None:
        """Liz would like George to meet Mickey; George does not answer, and then says no."""
        await self.stage.until(next_working_day(next_working_day(self.stage.clock(), 9, 0), 9, 20))
        self.stage.story = 2
        self.teller.title("2. An introduction is kindly let go")
        if not await self._ask_for("George and Mickey", SECOND_REQUEST, "Liz has another pair in mind.", 12):
            return None
        asked = self.stage.clock()
        await self._write(MICKEY, asked + timedelta(minutes=64), _SCRIPT["mickey"], "Mickey answers within the hour.")
        await self._wait_for(GEORGE, "nudge", asked + timedelta(days=10))
        await self._write(
            GEORGE, on(self.stage.clock(), 18, 42), _SCRIPT["george"], "George had simply been busy. He says no, and why."
        )
        await self._let_it_rest()
        return self.case

    @property
    def case(self) -> Case:
        """The case of the story that is told."""
        return self.stage.case(REFERENCES[self.stage.story - 1])

    def beside(self, sheet: Sheet) -> str:
        """The storyteller's sentence for a letter of introd's."""
        you = next((p for p in (LIZ, JASON, JANE, GEORGE, MICKEY) if p.key in sheet.readers), LIZ)
        default = JASON if self.stage.story == 1 else GEORGE
        nudges = 1 + sum(1 for s in self.stage.mailbox(you) if s.kind == "nudge" and s.story == self.stage.story)
        if sheet.kind == "daily" and "said no" in sheet.text:
            return "The daily note tells Liz what George said, in his words. It goes to nobody else."
        return beside(sheet.kind, you, PAIRS.get(you.key, default), nudges, again=self.stage.story > 1)

    async def _ask_for(self, subject: str, words: str, telling: str, minutes: int) -> bool:
        """Liz writes, sees what was understood, and says GO. False where introd did not understand her."""
        await self.stage.send(Note(LIZ, INTRO, subject, words.strip(), self.stage.clock()), telling)
        shown = self.stage.last(LIZ, "confirmation")
        if shown is None or shown.story != self.stage.story:
            return False
        await self._write(LIZ, self.stage.clock() + timedelta(minutes=minutes), "GO", _MEANT[self.stage.story], shown)
        return True

    async def _write(self, who: Persona, at: datetime, words: str, telling: str, to: Sheet | None = None) -> None:
        """Somebody answers the newest letter they have, in their own program, at a moment."""
        await self.stage.until(at)
        letter = to or self.stage.last(who, *_ASKING)
        if letter is not None:
            await self.stage.send(reply(who, letter.message, words, self.stage.clock()), telling)

    async def _answers(self, after: dict[str, timedelta]) -> None:
        """Both answer, each when it is their time; somebody at the keyboard may need more than one turn, or let time pass."""
        answered: dict[str, int] = {}
        start = self.stage.clock()
        for _ in range(_MOST_STEPS):
            if self.case.state is not State.ASKING:
                return
            turn = self._turn(answered)
            if self.case.questions:
                await self._liz_explains()
            elif turn is not None:
                who, letter = turn
                soonest = self.stage.clock() + _SOON if who.key in answered else start + after[who.key]
                answered[who.key] = letter.number
                await self._one_answer(who, letter, soonest)
            elif not await self.stage.step():
                return

    def _turn(self, answered: dict[str, int]) -> tuple[Persona, Sheet] | None:
        """Who has a letter that waits for an answer, in the order of the story; None where nobody has."""
        for who in (JANE, JASON):
            letter = self.stage.last(who, *_ASKING)
            party = next((p for p in self.case.parties if p.address == who.address), None)
            undecided = party is not None and party.standing is Standing.ASKED
            if letter is not None and undecided and letter.number > answered.get(who.key, 0):
                return who, letter
        return None

    async def _one_answer(self, who: Persona, letter: Sheet, soonest: datetime) -> None:
        await self.stage.until(soonest)
        self.teller.pass_to(self.stage.clock())
        words = self.player.words(who, _SCRIPT[who.key])
        if not words:
            self.teller.say(f"{who.first_name} says nothing, and time passes.")
            return
        telling = f"{who.first_name} answers from {who.program}, above everything that the program puts below."
        note = reply(who, letter.message, words, self.stage.clock())
        await self.stage.send(note, "" if self.player.plays(who) else telling)

    async def _liz_explains(self) -> None:
        question = self.stage.last(LIZ, "question")
        if question is not None:
            await self._write(
                LIZ, self.stage.clock() + timedelta(minutes=40), _LIZ_ANSWERS, "Liz answers in her own words.", question
            )

    async def _see_it_leave(self) -> None:
        """From the second yes to the introduction, or from a no to the kind letter."""
        for _ in range(_MOST_STEPS):
            case = self.case
            told = all(p.told for p in case.parties if p.timing)
            if (case.state is State.INTRODUCED and self.stage.last(LIZ, "copy")) or (case.state is State.CLOSED and told):
                return
            if not await self.stage.step():
                return

    async def _step_back(self) -> None:
        """Jason writes first, Jane answers all; introd only sees that they did."""
        letter = self.stage.last(JASON, "handover")
        if letter is None:
            return
        await self.stage.until(on(self.stage.clock(), 9, 40))
        hello = "Dear Jane,\n\nso glad to meet you! May I ask how you got started? I am free on Thursday, if you like coffee.\n\nJason"
        first = reply(JASON, letter.message, hello, self.stage.clock(), everybody=True)
        sheet = await self.stage.send(first, "Jason writes first, to Jane herself, with introd still in copy.")
        await self.stage.until(on(self.stage.clock(), 11, 15))
        words = "Dear Jason,\n\nThursday it is, half past ten, and I will show you the boiler room. No tie.\n\nJane"
        answer = reply(JANE, sheet.message, words, self.stage.clock(), everybody=True)
        await self.stage.send(answer, "And Jane answers. Both wrote: that is all that introd wanted to know, and it steps back.")

    async def _wait_for(self, who: Persona, kind: str, latest: datetime) -> None:
        while self.stage.last(who, kind) is None and self.stage.clock() < latest and await self.stage.step():
            pass

    async def _let_it_rest(self) -> None:
        """Until the other has heard, kindly, and Liz has her note."""
        end = self.stage.clock() + timedelta(days=10)
        while self.stage.clock() < end and not self._all_know():
            if not await self.stage.step():
                return

    def _all_know(self) -> bool:
        noted = any(s.kind == "daily" and "said no" in s.text for s in self.stage.mailbox(LIZ))
        return noted and self.case.state is State.CLOSED and all(p.told for p in self.case.parties if p.timing)


def ending(met: Case | None, parted: Case | None, mails: int) -> str:
    """The last line: what became of both."""
    cases = [c for c in (met, parted) if c is not None]
    made = sum(1 for c in cases if c.state is State.INTRODUCED)
    gone = sum(1 for c in cases if c.state is State.CLOSED and c.outcome is not Outcome.INTRODUCED)
    words = {0: "none", 1: "one", 2: "two"}
    return f"{len(cases)} introductions: {words[made]} made, {words[gone]} kindly let go; {mails} mails"
