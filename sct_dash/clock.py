"""Which day it is: a day is a day in Connecticut, wherever the program runs."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/New_York")


def today() -> date:
    """The day in Connecticut."""
    return datetime.now(ZONE).date()
