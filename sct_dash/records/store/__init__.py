"""Where the user's own records live: versions in SQL, every step told and undoable.

``open_store()`` gives a `Store`; its docstrings are the contract. `Conflict` is what the second of two
people who changed the same entry gets. Loading this package loads SQLAlchemy.
"""

from sct_dash.records.store.changes import Changes
from sct_dash.records.store.database import URL_VARIABLE
from sct_dash.records.store.left_open import LeftOpen, OpenPlan, OpenSheet
from sct_dash.records.store.steps import (
    Conflict,
    Correction,
    Difference,
    EntryChange,
    FieldChange,
    ImportPlan,
    RestorePlan,
    SetBack,
    Step,
    StepResult,
    ToldStep,
    Version,
)
from sct_dash.records.store.store import Store, open_store
from sct_dash.records.store.tables import EXPERIENCE, NEEDS, RECORDS, Table
from sct_dash.records.store.taken_off import TakenOff
from sct_dash.records.store.taking_in import Gone

__all__ = [
    "EXPERIENCE",
    "NEEDS",
    "RECORDS",
    "URL_VARIABLE",
    "Changes",
    "Conflict",
    "Correction",
    "Difference",
    "EntryChange",
    "FieldChange",
    "Gone",
    "ImportPlan",
    "LeftOpen",
    "OpenPlan",
    "OpenSheet",
    "RestorePlan",
    "SetBack",
    "Step",
    "StepResult",
    "Store",
    "Table",
    "TakenOff",
    "ToldStep",
    "Version",
    "open_store",
]
