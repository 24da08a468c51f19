"""Names that are words as well: alone in a sentence they say nothing of anybody, so forgetting somebody treats them with care."""

from __future__ import annotations

_FIRST = (
    "amber angel april art ash august autumn barb basil bill bliss brook buck bud carol chance chase chip christian chuck clay cliff "
    "crystal dale dawn daisy dean dick dolly drew earl eve faith fern flora frank gene ginger glen grace grant guy harmony "
    "hazel heath heather holly hope hunter iris ivy jack jay jean jewel joy june lance lily major marina mark max may melody "
    "mercy miles miller nick norm olive page paris pat pearl peg penny pierce poppy prince ray reed rich river rob robin rose "
    "ruby sage sandy savannah sky spencer star sterling sue summer trace van victor viola violet wade ward will woody "
    "ernst wolf engel rosa linde heide bernd sommer rein claire fleur pierre olivier marine blanche clement juste luz sol "
    "paz mercedes consuelo dolores pilar mar angel blanca clara serena vera gioia felice fiore"
)
_LAST = (
    "ball banks barber bell best bird bishop black blue bond book bridge bright brook brooks brown bush butcher butler carpenter "
    "carter case chance church clark clay coach cook cooper cross day dean doctor drew field fields fish fisher flood ford "
    "forest fox france friend frost gold gray green grey hall hand hardy hart head hill hood hope house hunt hunter ireland "
    "king knight lake lamb lane law light little long lord love major marks marsh mason mills moon moor news north page park parker "
    "parks parson pike place plant pool poor pope potter price queen rain reader rich rivers rock rose roe sage savage sharp "
    "ship short singer small smart smith snow south spring star stone street strong summer summers swan swift tailor taylor "
    "temple town turner wade walker wall ward waters way weaver webb wells west white wild winter wise wolf wood woods "
    "word wright year young bauer becker berg fischer fuchs gross jung kaiser klein koch koenig könig kraus kurz lang lange "
    "müller neumann richter roth schmidt schneider schwarz sommer stein vogel wagner weber weiss winkler wolf zimmermann "
    "blanc bois boucher dubois fontaine grand leblanc lefebvre leroy moulin petit roux rossi bianchi verdi russo ferrari "
    "costa campo casa flores cruz reyes rey leon santos silva torres"
)
_TITLES = (
    "mr mrs ms miss mx dr prof professor sir madam herr frau monsieur madame mme mlle señor señora signor signora sr sra dhr mevr"
)
_AFTER = (
    "i i'm i’m i'd i’d i'll i've monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december montag dienstag mittwoch donnerstag freitag samstag sonntag sie er ihr ihre "
    "ok yes no and und et"
)

FIRST_NAMES = frozenset(_FIRST.split())
"""First names that are words in one of the larger languages, lower case."""

LAST_NAMES = frozenset(_LAST.split()) | FIRST_NAMES
"""Family names that are words, places or trades."""

TITLES = frozenset(_TITLES.split())
"""What stands before a name and is none."""

AFTER_A_NAME = frozenset(_AFTER.split())
"""Words with a capital that follow a first name and are no family name."""
