"""Whether a text names organizations, such as a garden club and a land trust, or remarks on something."""

import re
from collections.abc import Callable

from sct_dash.records import values
from sct_dash.records.values import Unclear, Understood

_PARTED = re.compile(r"\s*[;,/\n]\s*")
_JOINED = re.compile(r"\s*(?:[&+]|\band\b)\s*")
_FEWEST_LETTERS, _MOST_LETTERS, _MOST_WORDS = 3, 60, 7
"""A longer text is more than a name."""
_REMARKS = re.compile(
    r"\b(is|are|was|were|be|been|will|would|should|can|could|has|have|had|needs?|needed|wants?|asked?|asks|calls?|called|"
    r"wait(s|ing)?|see|sent|send|met|meets?|meetings?|emailed|phone|not|no|yes|next|after|before|when|if|they|we|it|"
    r"approv\w+|helped|helps|joined|came|gave|paid|pending|please|again|later|soon|none|tbd|ok|maybe)\b|[?!]|\d",
    re.IGNORECASE,
)
"""What a remark says and hardly a name."""
_INITIALS = re.compile(r"(?=\w{3})[A-Z]{2,}[a-z]*")
"""``YMCA``, ``UConn``."""
_SMALL = frozenset("of the for and in at on".split())


def are_named(text: str) -> bool:
    """Whether a text lists organizations by their own words and nothing else: ``YMCA; garden club``."""
    return _lists(text, _is_organization)


def may_be_named(text: str) -> bool:
    """Whether a text lists nothing but organizations and names that may be theirs: ``Save the Sound, garden club``."""
    return _lists(text, lambda name: _is_organization(name) or _is_capital(name))


def _lists(text: str, is_one: Callable[[str], bool]) -> bool:
    names = [name for name in _PARTED.split(text) if name]
    return bool(names) and all(_is_name(name) and (is_one(name) or _is_both(name, is_one)) for name in names)


def _is_both(text: str, is_one: Callable[[str], bool]) -> bool:
    """Whether it is one and another: ``Rotary and Lions``."""
    return all(part and is_one(part) for part in _JOINED.split(text))


def _is_name(text: str) -> bool:
    return len(text) <= _MOST_LETTERS and len(text.split()) <= _MOST_WORDS and not _REMARKS.search(text)


def _is_organization(name: str) -> bool:
    meant = values.place(name)
    return bool(isinstance(meant, Unclear) and meant.partner) or bool(_INITIALS.fullmatch(name))


def _is_capital(name: str) -> bool:
    """Whether it is written as a name and is no town's; one letter is none."""
    if len(name) < _FEWEST_LETTERS or isinstance(values.place(name), Understood):
        return False
    return name[0].isupper() and all(word[0].isupper() for word in name.split() if word not in _SMALL)
