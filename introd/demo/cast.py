"""Who plays: the people of the two stories, with their addresses and the mail programs that they like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from introd.decide.settings import IntroducerSettings, Place, Settings

Client = Literal["gmail", "outlook", "iphone", "android", "thunderbird"]

INTRO = "intro@example.org"
KEEPER = "keeper@example.org"
ZONE = "Europe/London"


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody with a mailbox. `colour` is a name that rich knows; `program` is how their mail program calls itself to people."""

    key: str
    name: str
    address: str
    client: Client
    program: str
    colour: str
    signature: str = ""

    @property
    def first_name(self) -> str:
        """How others call them."""
        return self.name.split()[0]


LIZ = Persona("liz", "Liz Ryan", "liz@ryan.example", "gmail", "Gmail on the web", "magenta")
JASON = Persona("jason", "Jason Poe", "jason@poe.example", "iphone", "Mail on an iPhone", "blue", "Sent from my iPhone")
JANE = Persona("jane", "Jane Roe", "jane@roe.example", "outlook", "Outlook", "green", "Get Outlook for iOS")
GEORGE = Persona("george", "George Hale", "george@hale.example", "thunderbird", "Thunderbird", "yellow")
MICKEY = Persona("mickey", "Mickey Dunn", "mickey@dunn.example", "android", "Gmail on a phone", "cyan")

CAST = (LIZ, JASON, JANE, GEORGE, MICKEY)


def persona_of(address: str) -> Persona | None:
    """Whose address this is (any case), or None."""
    return next((p for p in CAST if p.address == address.lower()), None)


def named(key: str) -> Persona:
    """The persona of a key. Raises KeyError."""
    return next(p for p in CAST if p.key == key)


def settings() -> Settings:
    """The daemon's settings in the demonstration: every default as it is, one introducer, in London."""
    liz = IntroducerSettings(
        name=LIZ.name, addresses=(LIZ.address,), place=Place(zone=ZONE, country="GB"), signature="Warmly,\nLiz Ryan"
    )
    return Settings(address=INTRO, introducers=(liz,), operator=KEEPER, digest_day="never")
