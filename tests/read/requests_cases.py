"""Requests of many shapes: the own words, and what is to be read from them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ask:
    """One request: `parties` by address, or by name where there is none; `missing` by name; `private` words that must go nowhere else."""

    name: str
    text: str
    parties: tuple[str, ...]
    missing: tuple[str, ...] = ()
    subject: str = "Introduction"
    cc: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    first: str | None = None
    not_before: str | None = None
    agreed: tuple[str, ...] = ()
    blind: bool | None = None


ANN, BOB = "ann@hive.example", "bob.kay@mill.example"
BOTH = (ANN, BOB)

CASES = (
    Ask(
        "angle brackets",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob.kay@mill.example>. Ann needs a mill and Bob has one.",
        BOTH,
    ),
    Ask(
        "round brackets",
        "Could you connect Ann Hay (ann@hive.example) with Bob Kay (bob.kay@mill.example)? Both keep bees in town.",
        BOTH,
    ),
    Ask(
        "no brackets",
        "Intro please: Ann Hay ann@hive.example / Bob Kay bob.kay@mill.example, they share a passion for rye bread.",
        BOTH,
    ),
    Ask(
        "names then addresses",
        "I'd love Ann Hay and Bob Kay to meet: he is selling his mill and she is looking for one.\n\nann@hive.example\nbob.kay@mill.example",
        BOTH,
    ),
    Ask(
        "labels for both",
        "Person 1: Ann Hay\nEmail: ann@hive.example\nRole: baker\n\nPerson 2: Bob Kay\nEmail: bob.kay@mill.example\nRole: miller\n\nReason: she buys flour, he sells it",
        BOTH,
    ),
    Ask("labels A and B", "A: Ann Hay, ann@hive.example\nB: Bob Kay, bob.kay@mill.example\nWhy: flour", BOTH),
    Ask(
        "bullets",
        "Hi,\nplease introduce:\n- Ann Hay <ann@hive.example>, baker\n- Bob Kay <bob.kay@mill.example>, miller\nThey should compare notes on rye.",
        BOTH,
    ),
    Ask(
        "numbers",
        "Two people to put together\n1. Ann Hay - ann@hive.example\n2. Bob Kay - bob.kay@mill.example\nWhy: both want to save the old mill",
        BOTH,
    ),
    Ask(
        "markdown table",
        "Please introduce\n\n| Name | Email | About |\n|---|---|---|\n| Ann Hay | ann@hive.example | needs flour |\n| Bob Kay | bob.kay@mill.example | mills flour |\n\nWhy: flour",
        BOTH,
    ),
    Ask(
        "spelt out",
        "Introduce Ann Hay (ann at hive dot example) to Bob Kay (bob.kay [at] mill [dot] example), both love rye.",
        BOTH,
    ),
    Ask(
        "possessive",
        "Please introduce Ann Hay and Bob Kay, they both love rye. Ann's address is ann@hive.example, Bob's is bob.kay@mill.example.",
        BOTH,
    ),
    Ask(
        "reach at",
        "Ann Hay should meet Bob Kay because he can teach her milling. You can reach Ann at ann@hive.example and Bob at bob.kay@mill.example.",
        BOTH,
    ),
    Ask(
        "company in between",
        "Please introduce Ann Hay, head baker at Hive Bakery, <ann@hive.example> and Bob Kay of Kay & Sons <bob.kay@mill.example>; she wants local flour.",
        BOTH,
    ),
    Ask(
        "assistant before",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob.kay@mill.example> about rye. My assistant Sue (sue@ryan.example) will schedule.",
        BOTH,
    ),
    Ask(
        "assistant of a party",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob.kay@mill.example>, they both love rye. Bob's assistant Tina Low <tina@mill.example> keeps his diary.",
        BOTH,
    ),
    Ask(
        "assistant in copy",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob.kay@mill.example>, they both love rye. Sue is in copy.",
        BOTH,
        cc=("Sue Tan <sue@ryan.example>",),
    ),
    Ask(
        "recommended by",
        "Mary Low <mary@low.example> recommended Ann Hay <ann@hive.example> to me. Please introduce Ann to Bob Kay <bob.kay@mill.example>, who is looking for a baker.",
        BOTH,
    ),
    Ask(
        "not that one",
        "Please introduce Ann Hay <ann@hive.example> (not Ann Hayes <ann.hayes@hive.example>) to Bob Kay <bob.kay@mill.example>: both love rye.",
        BOTH,
    ),
    Ask(
        "old address",
        "Please introduce Ann Hay <ann@hive.example> and Bob Kay <bob.kay@mill.example>, both mill rye. Don't use bob@old.example, it bounces.",
        BOTH,
    ),
    Ask(
        "own address named",
        "Please introduce Ann Hay <ann@hive.example> and Bob Kay <bob.kay@mill.example>, both mill rye. My new address is liz@coach.example.",
        BOTH,
    ),
    Ask(
        "recipients",
        "Ann, meet Bob. Bob, meet Ann. You both love rye and should compare notes.",
        BOTH,
        cc=("Ann Hay <ann@hive.example>", "Bob Kay <bob.kay@mill.example>"),
    ),
    Ask(
        "one in copy",
        "Please introduce Bob, cc'd, to Ann Hay <ann@hive.example>: she wants to buy his mill.",
        BOTH,
        cc=("Bob Kay <bob.kay@mill.example>",),
    ),
    Ask(
        "subject pair",
        "They both want to save the mill. ann@hive.example, bob.kay@mill.example",
        BOTH,
        subject="Intro: Ann Hay <> Bob Kay",
    ),
    Ask(
        "lower case",
        "pls introduce ann hay <ann@hive.example> to bob kay <bob.kay@mill.example>, she needs flour n he has some",
        BOTH,
    ),
    Ask(
        "capital address",
        "Please introduce Ann Hay <ANN@Hive.Example> and Bob Kay <Bob.Kay@MILL.example>. They both love rye.",
        BOTH,
    ),
    Ask(
        "stop is no command",
        "Please introduce Ann Hay <ann@hive.example> and Bob Kay <bob.kay@mill.example>. Ann wants to stop baking white bread and Bob can help.",
        BOTH,
    ),
    Ask(
        "group",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob.kay@mill.example> and to Cy Lee <cy@lee.example>; all three want to save the mill.",
        (*BOTH, "cy@lee.example"),
    ),
    Ask(
        "titles",
        "Please introduce Prof. Dr. Ann Hay, PhD <ann@hive.example> and Bob Kay, MBA <bob.kay@mill.example>: both study rye.",
        BOTH,
    ),
    Ask(
        "no reason",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob.kay@mill.example>. Thank you!",
        BOTH,
        ("reason",),
    ),
    Ask(
        "titles are no reason",
        "Please introduce Ann Hay, baker <ann@hive.example> to Bob Kay, miller <bob.kay@mill.example>.\n\nMany thanks\nLiz",
        BOTH,
        ("reason",),
    ),
    Ask(
        "urgency is no reason",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob.kay@mill.example> as soon as you can.",
        BOTH,
        ("reason",),
    ),
    Ask(
        "one address missing",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay. He wants to learn baking.",
        (ANN, "bob kay"),
        ("address",),
    ),
    Ask(
        "both addresses missing",
        "Please introduce Ann Hay to Bob Kay because both love rye.",
        ("ann hay", "bob kay"),
        ("address",),
    ),
    Ask(
        "no second person",
        "Please introduce Ann Hay <ann@hive.example> to somebody who owns a mill. She wants to buy one.",
        (ANN,),
        ("second_person",),
    ),
    Ask(
        "malformed without a dot",
        "Please introduce Ann Hay <ann@hive> to Bob Kay <bob.kay@mill.example>: both love rye.",
        ("ann hay", BOB),
        ("valid_address",),
    ),
    Ask(
        "malformed twice at",
        "Please introduce Ann Hay <ann@@hive.example> to Bob Kay <bob.kay@mill.example>: both love rye.",
        ("ann hay", BOB),
        ("valid_address",),
    ),
    Ask(
        "malformed comma",
        "Please introduce Ann Hay (ann@hive,example) to Bob Kay (bob.kay@mill.example): both love rye.",
        ("ann hay", BOB),
        ("valid_address",),
    ),
    Ask(
        "same address",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <ann@hive.example>: both love rye.",
        (ANN,),
        ("distinct_people",),
    ),
    Ask(
        "same person",
        "Please introduce Ann Hay <ann@hive.example> to Ann Hay <ann.hay@home.example>: both love rye.",
        (ANN, "ann.hay@home.example"),
        ("distinct_people",),
    ),
    Ask(
        "between us",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob.kay@mill.example>, both love rye.\n\nBetween us, Bob is nearly bankrupt.",
        BOTH,
        private=("bankrupt",),
    ),
    Ask(
        "don't tell",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob.kay@mill.example>, both love rye. Don't tell Bob that she has other offers.",
        BOTH,
        private=("other offers",),
    ),
    Ask(
        "private bracket",
        "Please introduce Ann Hay <ann@hive.example> (private: she was fired in May) to Bob Kay <bob.kay@mill.example>, both love rye.",
        BOTH,
        private=("fired",),
    ),
    Ask(
        "private label",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob.kay@mill.example>, both love rye.\n\nConfidential: Bob drinks.\nHe also gambles.",
        BOTH,
        private=("drinks", "gambles"),
    ),
    Ask(
        "private afterwards",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob.kay@mill.example>, both love rye. Ann is leaving her husband. Please keep that to yourself.",
        BOTH,
        private=("husband",),
    ),
    Ask(
        "private goes on",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob.kay@mill.example>, both love rye. Off the record: she hates her job. She may quit in June.",
        BOTH,
        private=("hates", "quit"),
    ),
    Ask(
        "nobody knows",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob.kay@mill.example>, both love rye. Nobody knows yet that the bakery is for sale.",
        BOTH,
        private=("for sale",),
    ),
    Ask(
        "ask first label",
        "Ann Hay <ann@hive.example>\nBob Kay <bob.kay@mill.example>\nWhy: rye\nAsk first: Ann\nNot before: 1 December 2026\nAgreed: Bob\nBlind: yes",
        BOTH,
        first=ANN,
        not_before="2026-12-01",
        agreed=(BOB,),
        blind=True,
    ),
    Ask(
        "ask first in words",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob.kay@mill.example>, both love rye. Please ask Bob first.",
        BOTH,
        first=BOB,
    ),
    Ask(
        "agreed in words",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob.kay@mill.example>, both love rye. Bob has already agreed.",
        BOTH,
        agreed=(BOB,),
    ),
    Ask(
        "not agreed",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob.kay@mill.example>, both love rye. Bob has not agreed yet.",
        BOTH,
    ),
    Ask(
        "German",
        "Hallo, bitte stell doch Ann Hay <ann@hive.example> meinem Freund Bob Kay <bob.kay@mill.example> vor, sie sucht eine Mühle. Unter uns: er ist pleite.",
        BOTH,
        private=("pleite",),
    ),
    Ask(
        "German labels",
        "Ann Hay <ann@hive.example>\nBob Kay <bob.kay@mill.example>\nGrund: beide lieben Roggen\nZuerst fragen: Ann\nVertraulich: Ann kündigt bald",
        BOTH,
        first=ANN,
        private=("kündigt",),
    ),
    Ask(
        "French",
        "Peux-tu mettre Ann Hay (ann@hive.example) en relation avec Bob Kay (bob.kay@mill.example) ? Elle cherche un moulin. Entre nous, il est ruiné.",
        BOTH,
        private=("ruiné",),
    ),
    Ask(
        "Spanish",
        "¿Podrías presentar a Ann Hay <ann@hive.example> y a Bob Kay <bob.kay@mill.example>? Ella busca un molino. Entre nosotros, él está arruinado.",
        BOTH,
        private=("arruinado",),
    ),
    Ask(
        "Portuguese",
        "Podes apresentar a Ann Hay <ann@hive.example> ao Bob Kay <bob.kay@mill.example>? Ela procura um moinho. Cá entre nós, ele está falido.",
        BOTH,
        private=("falido",),
    ),
    Ask(
        "Italian",
        "Puoi presentare Ann Hay <ann@hive.example> a Bob Kay <bob.kay@mill.example>? Lei cerca un mulino. Detto tra noi, lui è rovinato.",
        BOTH,
        private=("rovinato",),
    ),
    Ask(
        "Dutch",
        "Wil je Ann Hay <ann@hive.example> aan Bob Kay <bob.kay@mill.example> voorstellen? Zij zoekt een molen. Onder ons: hij is failliet.",
        BOTH,
        private=("failliet",),
    ),
    Ask(
        "Swedish",
        "Kan du presentera Ann Hay <ann@hive.example> för Bob Kay <bob.kay@mill.example>? Hon söker en kvarn. Oss emellan är han pank.",
        BOTH,
        private=("pank",),
    ),
    Ask(
        "Polish",
        "Czy możesz przedstawić sobie Ann Hay <ann@hive.example> i Boba Kaya <bob.kay@mill.example>? Ona szuka młyna. Między nami: on jest bankrutem.",
        BOTH,
        private=("bankrutem",),
    ),
    Ask(
        "Japanese",
        "鈴木花子さん（ann@hive.example）を中村一郎さん（bob.kay@mill.example）に紹介してください。鈴木さんは製粉所を探しています。ここだけの話、中村さんは破産寸前です。",
        BOTH,
        private=("破産",),
    ),
    Ask(
        "Chinese",
        "请把李芳（ann@hive.example）介绍给王强（bob.kay@mill.example），她在找磨坊。私下说，他快破产了。",
        BOTH,
        private=("破产",),
    ),
    Ask(
        "signature below",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob.kay@mill.example>, both love rye.\n\nBest,\nLiz Ryan\nliz@ryan.example",
        BOTH,
    ),
    Ask(
        "daemon named",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob.kay@mill.example>, both love rye. Write to intro@example.org if unsure.",
        BOTH,
    ),
    Ask(
        "reason first",
        "Ann Hay wants to learn milling, and Bob Kay has milled for forty years. Please put them in touch: ann@hive.example and bob.kay@mill.example.",
        BOTH,
    ),
    Ask(
        "third without address",
        "Please introduce Ann Hay <ann@hive.example> to Bob Kay <bob.kay@mill.example>. Both worked for Carl Stone in the nineties.",
        BOTH,
    ),
    Ask(
        "last name first",
        'Please introduce\n"Hay, Ann" <ann@hive.example>\n"Kay, Bob" <bob.kay@mill.example>\nboth love rye',
        BOTH,
    ),
)
