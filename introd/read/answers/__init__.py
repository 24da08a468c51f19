"""What an answer says: words to a `Said`, for the three questions that introd asks.

`clauses` cuts a text into thoughts, `signs` says what each means by itself, `consent` and `followup` weigh them, `missing` knows whether somebody was heard from, `remainder` keeps what else
was said. The words of all languages stand in `introd/read/languages/*.toml`.
"""

from introd.read.answers.consent import consent
from introd.read.answers.followup import followup
from introd.read.answers.missing import missing

__all__ = ["consent", "followup", "missing"]
