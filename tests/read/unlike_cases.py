"""Requests of unlike shapes, written before their reader was looked at: who is to meet, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Unlike:
    """One request as mailed by Liz Ryan; `parties` by address, `missing` by name, `private` words that go into no letter."""

    text: str
    parties: tuple[str, ...]
    missing: tuple[str, ...] = ()
    subject: str = "Introduction"
    to: tuple[str, ...] = ("intro@example.org",)
    cc: tuple[str, ...] = ()
    private: tuple[str, ...] = ()


INTRO = "intro@example.org"
UMA, ROY = "uma@loom.example", "roy.pike@dock.example"
BOTH = (UMA, ROY)
TO_BOTH = (f"Uma Sand <{UMA}>", f"Roy Pike <{ROY}>", INTRO)
CC_BOTH = (f"Uma Sand <{UMA}>", f"Roy Pike <{ROY}>")

UNLIKE = (
    Unlike("Roy, I would love for you to meet my friend Uma. She weaves sails and you own the boats that need them.\n\nLiz", BOTH, to=TO_BOTH),
    Unlike(f"I would love for Uma Sand <{UMA}> and Roy Pike <{ROY}> to meet. Both rebuild old boats.", BOTH),
    Unlike(f"I would love for Roy Pike <{ROY}> to meet my old friend Uma Sand <{UMA}>, because she knows every sailmaker on the coast.", BOTH),
    Unlike("Uma, meet Roy. Roy, meet Uma. You both spend your weekends on wooden boats, so you will have plenty to talk about.", BOTH, to=TO_BOTH),
    Unlike("Uma, meet Roy.", BOTH, ("reason",), to=TO_BOTH),
    Unlike("The two people in the To line, please. Uma is hiring a second weaver, and Roy has just left the bank and wants something smaller.", BOTH, to=TO_BOTH),
    Unlike("Roy and Uma, I have wanted to put you two in touch for ages: one of you has a loft to let and the other is looking for one.", BOTH, to=TO_BOTH),
    Unlike("Please make the introduction I told them about. Roy has a boat without sails, Uma makes sails without boats.", BOTH, cc=CC_BOTH),
    Unlike(f"intro uma sand {UMA} + roy pike {ROY} - both mad about knots", BOTH),
    Unlike(f"Could you connect Roy Pike ({ROY}) with Uma Sand ({UMA}; mobile +44 20 7946 0100)? Roy wants to learn to weave; Uma teaches.", BOTH),
    Unlike(f"Uma Sand {UMA} is a weaver. Roy Pike {ROY} is a docker. Please introduce them.", BOTH, ("reason",)),
    Unlike(f"Introduce {UMA} and {ROY}.\nCheers", BOTH, ("reason",)),
    Unlike("Introduce Uma Sand and Roy Pike, they both collect lamps.", (), ("address",)),
    Unlike(f"Introduce Uma Sand <{UMA}> to somebody who knows about boats, she wants to buy one.", (UMA,), ("second_person",)),
    Unlike(f"Introduce Uma Sand <{UMA}> and Roy Pike <roy.pike@dock>, they both collect lamps.", (UMA,), ("valid_address",)),
    Unlike(f"Introduce Uma Sand <{UMA}> to Ms Uma Sand <{UMA}>, both collect lamps.", (UMA,), ("distinct_people",)),
    Unlike(f"Uma Sand ({UMA} or uma.sand@home.example) ought to meet Roy Pike ({ROY}). He buys sails, she sells them.", BOTH),
    Unlike(
        f"Please introduce Uma Sand and Roy Pike. She is starting a sail loft and he rents out lofts.\n\nUma: {UMA}, at weekends uma@home.example\nRoy: {ROY}", BOTH
    ),
    Unlike(f"Hi!\n\nUma ↔ Roy please\nUma Sand: {UMA}\nRoy Pike: {ROY}\n\nShe would like to see a working dock for her novel. He gives tours.\n\nLiz Ryan\nRyan & Co", BOTH),
    Unlike(f"My neighbour Uma Sand <{UMA}> is looking for somebody to crew in May; Roy Pike <{ROY}> runs a sailing school. Can you put them in touch?", BOTH),
    Unlike(f"Uma Sand <{UMA}> needs a berth. Roy Pike <{ROY}> has three. Over to you.", BOTH),
    Unlike(f"Would you write to Roy Pike at {ROY} and Uma Sand at {UMA}, please? I'd like them to have coffee. They grew up in the same street.", BOTH),
    Unlike(f"Next one: Uma Sand (weaver, {UMA}) x Roy Pike (dock master, {ROY}). Reason: the museum wants a joint show.", BOTH),
    Unlike(f"- Uma Sand, {UMA}: wants to export to Norway\n- Roy Pike, {ROY}: ships to Norway every week\n\nPlease introduce.", BOTH),
    Unlike(f"1. Who: Uma Sand, {UMA}\n2. Who: Roy Pike, {ROY}\n3. Why: a boat for her film", BOTH),
    Unlike(f"First person\nName: Uma Sand\nE-mail: {UMA}\n\nSecond person\nName: Roy Pike\nE-mail: {ROY}\n\nPurpose: a talk at the sailing club", BOTH),
    Unlike(f"Uma Sand;{UMA};needs a crane\nRoy Pike;{ROY};owns a crane\n\nintroduce these two please", BOTH),
    Unlike(f"| Person | Address | About |\n|---|---|---|\n| Uma Sand | {UMA} | wants to sail to Iceland |\n| Roy Pike | {ROY} | sailed there twice |\n\nIntro please", BOTH),
    Unlike(f"Please introduce Uma Sand (uma at loom dot example) to Roy Pike ({ROY}); both are writing about tides.", BOTH),
    Unlike(f"Please introduce Uma Sand [mailto:{UMA}] to Roy Pike [mailto:{ROY}]. The reason: tides.", BOTH),
    Unlike(
        f"Please introduce Uma Sand <{UMA}> and Roy Pike <{ROY}>. Kim Dale <kim@dale.example> told me that they both study tides; leave Kim out of it.", BOTH, ("reason",)
    ),
    Unlike(f"Please introduce Uma Sand <{UMA}> and Roy Pike <{ROY}>, as both study tides. My assistant Kim is in copy.", BOTH, cc=("Kim Dale <kim@dale.example>",)),
    Unlike(f"Please introduce Uma Sand <{UMA}> and Roy Pike <{ROY}> (not Roy Peake <peake@dock.example>, he retired). They study tides.", BOTH),
    Unlike(f"Please introduce Uma Sand <{UMA}> and Roy Pike <{ROY}>. Both study tides.\n\n--\nLiz Ryan\nRyan & Co\noffice@ryanco.example", BOTH),
    Unlike(f"Please introduce Uma Sand <{UMA}> and Roy Pike <{ROY}>. Both study tides.\n\nBest,\nLiz Ryan | Ryan & Co | liz.ryan@ryanco.example | 555 0100", BOTH),
    Unlike(
        f"Please introduce Uma Sand <{UMA}> and Roy Pike <{ROY}>. Both study tides.\n\nJust so you know: Uma was sacked last week.", BOTH, private=("was sacked",)
    ),
    Unlike(
        f"Please introduce Uma Sand <{UMA}> and Roy Pike <{ROY}>. Both study tides. Don't tell Roy, but Uma thinks little of his book.",
        BOTH, private=("thinks little",),
    ),
    Unlike(
        f"Please introduce Uma Sand <{UMA}> and Roy Pike <{ROY}>. Both study tides. (Keep this to yourself: Roy is divorcing.)", BOTH, private=("divorcing",)
    ),
    Unlike(
        f"Please introduce Uma Sand <{UMA}> and Roy Pike <{ROY}>. Both study tides. Off the record, Roy turned down her sister. It must not come up.",
        BOTH, private=("turned down",),
    ),
    Unlike(
        f"Confidential: Roy is about to sell the dock.\n\nPlease introduce Uma Sand <{UMA}> and Roy Pike <{ROY}>. Both study tides.",
        BOTH, private=("about to sell",),
    ),
    Unlike("both study tides and neither knows the other", BOTH, subject=f"Introduce Uma Sand <{UMA}> and Roy Pike <{ROY}>"),
    Unlike("", BOTH, subject=f"Intro: Uma Sand {UMA} / Roy Pike {ROY} (both study tides)"),
    Unlike("They are both after the same lighthouse and should join forces.", BOTH, subject="Uma <> Roy", cc=CC_BOTH),
    Unlike("Parce que Uma cherche un bateau et que Roy en vend un, merci de les présenter.", BOTH, subject="Présentation", cc=CC_BOTH),
    Unlike(f"Bonjour, peux-tu mettre Uma Sand ({UMA}) en relation avec Roy Pike ({ROY}) ? Elle cherche un quai, il en gère un.", BOTH),
    Unlike(f"Bitte stell Uma Sand <{UMA}> und Roy Pike <{ROY}> einander vor, weil beide alte Segel sammeln.", BOTH),
    Unlike(f"Kannst du Uma Sand ({UMA}) mit Roy Pike ({ROY}) bekannt machen? Sie sucht einen Liegeplatz, er hat einen frei.", BOTH),
    Unlike(f"Por favor presenta a Uma Sand <{UMA}> y a Roy Pike <{ROY}>, porque los dos estudian las mareas.", BOTH),
    Unlike(f"Podes apresentar a Uma Sand <{UMA}> ao Roy Pike <{ROY}>? Ela procura um barco e ele tem um para vender.", BOTH),
    Unlike(f"Puoi presentare Uma Sand <{UMA}> a Roy Pike <{ROY}>? Lei cerca una barca, lui ne vende una.", BOTH),
    Unlike(f"Wil je Uma Sand <{UMA}> aan Roy Pike <{ROY}> voorstellen, omdat ze allebei over getijden schrijven?", BOTH),
    Unlike(f"Kan du presentera Uma Sand <{UMA}> för Roy Pike <{ROY}>, eftersom båda forskar om tidvatten?", BOTH),
    Unlike(f"Proszę, przedstaw Umę Sand <{UMA}> i Roya Pike'a <{ROY}>, ponieważ oboje badają pływy.", BOTH),
    Unlike(f"砂うまさん({UMA})をロイ・パイクさん({ROY})に紹介してください。二人とも潮の研究をしているからです。", BOTH),
    Unlike(f"请把沙乌玛（{UMA}）介绍给派罗伊（{ROY}），因为两人都研究潮汐。", BOTH),
    Unlike(f"Bitte Uma Sand <{UMA}> und Roy Pike <{ROY}> bekannt machen.", BOTH, ("reason",)),
    Unlike(f"Merci de présenter Uma Sand <{UMA}> à Roy Pike <{ROY}>.", BOTH, ("reason",)),
    Unlike(f"Uma Sand <{UMA}> — Roy Pike <{ROY}>. I can't believe that they have never met: same school, same trade, same jokes. Introduce them please.", BOTH),
    Unlike(f"Please introduce Dr. Uma Sand-Öztürk <{UMA}> and Capt. Roy A. Pike Jr. <{ROY}>. She can help him with his dissertation.", BOTH),
    Unlike(f"Please introduce Uma Sand <{UMA}> and Roy Pike <{ROY}>. I think that they would get on, and he might be her first customer.", BOTH),
    Unlike(
        f"Please introduce Roy Pike, {ROY}, who has a dock to fill, to her.\n\n"
        f"---------- Forwarded message ---------\nFrom: Uma Sand <{UMA}>\nDate: Tue, 10 Nov 2026 at 09:00\nSubject: a dock?\nTo: Liz Ryan <liz@ryan.example>\n\n"
        "Liz, do you know anybody with a dock?\n\nUma", BOTH, subject="Fwd: a dock?",
    ),
    Unlike(
        "Please introduce Uma and Roy.\n\n"
        f"-----Original Message-----\nFrom: Uma Sand <{UMA}>\nSent: 10 November 2026 09:00\nTo: Liz Ryan <liz@ryan.example>\nSubject: Roy?\n\n"
        f"Could you introduce me to Roy Pike ({ROY})? I want to film at his dock.\n\nUma", BOTH, subject="Fwd: Roy?",
    ),
    Unlike(f"Please introduce Uma Sand ({UMA}, not that Uma from the bank) and Roy Pike ({ROY}). Roy wants to learn what Uma teaches.", BOTH),
    Unlike(f"Please introduce Uma Sand ({UMA}; her old address uma@old.example is dead, don't use it) to Roy Pike ({ROY}). Both race boats.", BOTH),
    Unlike(f"Introduce Uma Sand ({UMA}) and Roy Pike ({ROY}): he needs sails, she makes them. Nothing for Ola (ola@dock.example), she had the idea.", BOTH),
    Unlike(f"Hello again! Uma Sand ({UMA}) is still looking for a drummer. I met Roy Pike ({ROY}): he drums. Introduce them, but not before 5 December as Roy is away.", BOTH),
    Unlike(f"Uma Sand, {UMA}\nRoy Pike, {ROY}\nShe is opening a museum of buttons. He makes buttons of glass. Agreed: Roy.", BOTH),
    Unlike(f"Roy Pike ({ROY}) has a pub without a cook. Uma Sand ({UMA}) is a cook without a pub. Please introduce them.\n\n(Don't put this in the letter: he drinks.)", BOTH, private=("he drinks",)),
    Unlike(f"Uma Sand {UMA}\nRoy Pike {ROY}\n\nThey should meet because Uma films glaciers and Roy measures them.", BOTH),
    Unlike(f"Introduce Uma Sand ({UMA}) and Roy Pike ({ROY}).\n\nPlease do let me know if you need anything else from me.\n\nWith warmest wishes,\nLiz", BOTH, ("reason",)),
    Unlike(f"Please introduce Uma Sand ({UMA}) and Roy Pike ({ROY}).", BOTH, ("reason",), subject="mutual introduction"),
    Unlike(
        f"Could you bring together Uma Sand ({UMA}), who has forty yards of Guernsey Linen and nobody to hem it, and young Roy Pike, {ROY} - quick hands, saving for a boat.", BOTH
    ),
    Unlike(f"Uma Sand ({UMA}) has drawn every buoy on the coast. Roy Pike ({ROY}) lays them and needs drawings. I should be glad if they met.", BOTH),
    Unlike(f"Die zwei sollten sich kennenlernen: Uma Sand ({UMA}) hat dieses Jahr zu viel Flachs, und Roy Pike ({ROY}) webt Segel daraus.\n\n"
        "PS: Dass Uma den Hof aufgibt, weiß hier noch keiner, und so soll's bleiben.", BOTH, private=("den Hof aufgibt",)),
    Unlike(f"Please introduce Uma Sand ({UMA}) and Roy Pike ({ROY}). He needs sails and she sews them. A little bird told me Roy's yard has a buyer, but that's for your ears.", BOTH, private=("has a buyer",)),
    Unlike(f"Apresenta a Uma Sand ({UMA}), que cose velas de linho antigo, ao Roy Pike ({ROY}), que tem um barco velho sem velas. Abraço\nPS não comenta com ninguém, mas o Roy vai mudar de país", BOTH, private=("mudar de país",)),
    Unlike(f"Bitte Uma Sand ({UMA}) und Roy Pike ({ROY}) einander vorstellen. Sie näht Segel, er braucht welche. Zu Uma noch, nur für deinen Hinterkopf: sie wird nächstes Jahr Meisterin.", BOTH, private=("Meisterin",)),
    Unlike(f"Presenta a Uma Sand ({UMA}) y a Roy Pike ({ROY}). Uma cose velas como nadie y no sabe venderlas; Roy equipa barcos y las busca.", BOTH),
    Unlike(f"うまさん({UMA})と宮田しおりさん({ROY})をお引き合わせください。二人とも船が好きです。なお、うまさんが工房を畳むことは、どなたにも伏せておいてください。", BOTH, private=("工房を畳む",)),
    Unlike(f"Introduce Dr. Ji-woo Han ({UMA}) to Roy Pike ({ROY}). Dr Han needs a berth for three summers, Roy has eleven.", BOTH),
    Unlike(f"Szczęść Boże, proszę zapoznać Umę Sand ({UMA}) z Royem Pike ({ROY}). Uma szuka kogoś, kto naprawi organy, a Roy to robi.", BOTH),
    Unlike(f"May I suggest an introduction between Uma Sand ({UMA}), who works on tidal mills, and Roy Pike ({ROY}), whose firm dredges the ponds she cannot reach?", BOTH),
    Unlike(
        f"One weaver, two captains, ask each one separately please.\n\nFounder: Uma Sand, {UMA} (sails of hemp)\n\nCaptains:\n1) Roy Pike <{ROY}>\n"
        "2) Nell Orr nell@orr.example\n\nWhy: Uma looks for two ships to try her hemp sails on.", (*BOTH, "nell@orr.example"),
    ),
    Unlike(
        f"uma sand {UMA}\nroy pike {ROY}\nshe makes sails and tarpaulins, he is rigging three old boats this summer and grumbling about what he pays\nintroduce em\nta", BOTH
    ),
    Unlike(f"Uma Sand ({UMA}) wants to learn of engines from Roy Pike ({ROY}), who gave up weaving for the sea at about her age and never looked back. Could you introduce the two?", BOTH),
    Unlike(f"Please introduce Uma Sand ({UMA}) and Roy Pike ({ROY}). Uma was CTO at a pacemaker firm and loves stories of engines gone wrong; Roy has some.", BOTH),
)  # fmt: skip
