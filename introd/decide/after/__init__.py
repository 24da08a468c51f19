"""What happens after the introduction: watching for a first answer, asking how it went, reports, and later.

`watching` notes who wrote, `missing` is for the one who waits and the one who is silent, `followup` asks each how it went, `reports` is
about what went wrong, `later` about months afterwards; `clock` names what each timer is for. `state` is what a case keeps of it.
"""
