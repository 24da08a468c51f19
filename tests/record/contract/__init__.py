"""What every store must do, whatever lies beneath. A subclass gives the fixture `store`: a new, empty store that is open."""

from .commits import MailContract, TransactionContract
from .introductions import IntroductionContract
from .letters import LetterContract
from .people import KeepingContract, PeopleContract


class StoreContract(TransactionContract, MailContract, IntroductionContract, LetterContract, PeopleContract, KeepingContract):
    """The whole of it."""
