"""A day inside a sentence that says nothing else of its field: ``The first meeting was on 9/18/2023``."""

import re

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\d{{4}}-\d\d?-\d\d?|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}"
    rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? \d{{4}}"
    rf"|\b{_MONTH},? (?:of )?\d{{4}}|\b(?:spring|summer|fall|autumn|winter),? (?:of )?\d{{4}}"
)
_OF_ANY = frozenset(
    "the it they we this that he she was were is on in of at our their help mentoring town towns".split()
)
_TELLING = {
    "started": frozenset(
        "first initial met meeting visit call contact session talk conversation started starts start began begun begin "
        "kicked kick kickoff off got going since from launched opened".split()
    ),
    "last_active": frozenset(
        "last final latest met meeting visit call contact session talk wrapped wrap up ended ends end finished finish "
        "done concluded completed closed stopped until till through thru over yes".split()
    ),
    "implemented_on": frozenset(
        "yes y yep done since as been has have had adopted implemented approved passed launched installed completed "
        "finished accomplished put place practice into live signed effective effect enacted".split()
    ),
}
"""The words that say no more than that the day is the one that the field asks for; no doubt and no plan among them."""
_LONGEST = 120


def alone(field: str, text: str) -> str:
    """The only day, month or season that a sentence tells, where each of its other words belongs to its field.

    Returns
    -------
    str
        As it stands there; '' where there is none, another, or anything that may say more.
    """
    said = " ".join(text.casefold().split())
    found = _DATE.findall(said) if len(said) <= _LONGEST and field in _TELLING else []
    if not found:
        return ""
    rest = re.sub(r"[\s,.:;()!-]+", " ", said.replace(found[0], " ", 1)).split()
    known = _OF_ANY | _TELLING[field]
    telling = any(word in _TELLING[field] for word in rest)
    return found[0] if telling and all(word in known for word in rest) else ""
