"""What an answer says: words to a `Said`, for the two questions that introd asks.

`clauses` cuts a text into thoughts, `signs` says what each means by itself, `consent` and `followup` weigh them, `remainder` keeps what else
was said. The words of all languages stand in `introd/read/languages/*.toml`.
"""

from introd.read.answers.consent import consent
from introd.read.answers.followup import followup

__all__ = ["consent", "followup"]
