"""Which row of a sheet is its header, and which column means what: a proposal that a person can change."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from sct_dash import words
from sct_dash.records import header_days, header_questions, header_rows, schema
from sct_dash.records.schema import NAMES
from sct_dash.records.sheets import Cell, Sheet, shown

SEARCHED_ROWS = 60
"""How far down a header is looked for."""
JOINED = frozenset({"action", "support", "last_active", "implemented_on", "partners", "evidence", "notes"})
"""Fields that several columns may fill together: a number beside its title, "Completed?" beside its date."""
_OF_ONE_DAY = "last_active"
"""The joined field of which one column alone gives the day; others only say whether there is one."""

_TOWN = r"(town|city|municipality|muni|community|local government)s?( (or )?(town|city|municipality))?"
_GIVING = (
    r"(mentors?|mentoring|mentor's|helping|giving|assisting|advising|adviser|advisor|supporting|providing|provider|"
    r"helper|coach|coaching|sharing|teaching|giver|expert|donor|lender)"
)
_GETTING = (
    r"(mentees?|mentored|receiving|getting|recipient|receiver|beneficiary|learning|learner|protege|client|requesting"
    r"|seeking|helpee|advisee|borrower)"
)
_HELPED = r"(helped|assisted|advised|supported|coached)"
_HELP = r"(help|support|advice|assistance|mentoring|mentorship|guidance|aid)"
_LEARNT = r"(learned|learnt|learns|learning)"
_TAUGHT = r"(taught|trained|guided|answered|shared)"
_ASKED = r"(asked|asks|requested|inquired|sought)"
_ASKED_FOR = rf"{_ASKED}( for)? (help|advice|support|assistance)"
_LORE = r"(advice|experience|expertise|knowledge|know how|lessons?|training|ideas?)"
_LESSONS = rf"({_LORE}|lessons? learned)"
_START = (
    r"(start|started|starts|begin|began|begun|beginning|kickoff|kick off"
    r"|first (meeting|met|contact(ed)?|talk(ed)?|spoke|visit|session|call))"
)
_LAST = r"(last|latest|most recent)"
_END = rf"(end|ended|ends|ending|{_LAST} ((date )?active|activity|contact(ed)?|call|meeting|met|touch|talked))"
_DONE = (
    r"(implemented|implementation|completed|complete|completion|done|finished|adopted|adoption|accomplished"
    r"|carried out)"
)
_IS_IN = r"(done|in|ok|complete|submitted|received|filed)"
_PROOF = (
    r"(documented|documentation|docs?|paper(s|work)?|worksheets?( 1)?|write ups?|written up|wrote it up|wrote up|form)"
    rf"( {_IS_IN})?"
)
_GIVER = (
    r"((mentor|helper|helping|giver|giving|gave( help)?|adviser|advisor|coach|provider|teacher|donor|expert|lender)"
    rf"( ({_TOWN}|side))?|(advising|assisting) ({_TOWN}|side))"
)
_TAKER = (
    r"(mentee|helped|helpee|mentored|receiver|receiving|recipient|got( help)?|advised|advisee|assisted|learner"
    rf"|beneficiary|borrower|pupil|student)( ({_TOWN}|side))?"
)
_FILED = rf"({_PROOF}|filed|submitted|reported)"
_MENTORSHIP = r"(mentorship|mentoring|partnership|collaboration|record)"
_ACTION = r"((sct|sust ct|sustainable ct|sustainable connecticut|re) )?action( item)?"
_REMARK = r"(notes?|comments?|remarks?|memo)"
_GROUP = r"(groups?|organizations?|orgs?|agenc(y|ies)|non ?profits?|entit(y|ies)|institutions?|parties|partners?)"
_MEANINGS = (
    ("record_id", rf"{_MENTORSHIP} (id|identifier|number|no)"),
    ("mentor", rf"(peer )?{_GIVING}( {_TOWN})?( name)?|{_TOWN} {_GIVING}( {_HELP})?"),
    ("mentor", rf"({_TOWN}|who) (that |which |who )?(helps|mentors|gave|gives|provides|provided)( {_HELP})?"),
    ("mentor", rf"(who|{_TOWN} (that|which|who)) ({_HELPED}|mentored|is (doing )?(helping|mentoring|advising))"),
    ("mentee", rf"(whom?|{_TOWN}|whom {_TOWN}) (did )?they (help|mentor|assist|advise|{_HELPED}|mentored)"),
    ("mentor", rf"({_HELP}|{_HELPED}|mentored|provided|given)( received| given| provided)? (by|from)( {_TOWN})?"),
    ("mentor", rf"received {_HELP} from|(from|giver) {_TOWN}|{_TOWN} from"),
    ("mentor", rf"(whom? |{_TOWN} )?(they )?{_LEARNT} from( whom?)?( {_TOWN})?|{_TAUGHT} by( whom)?( {_TOWN})?"),
    (
        "mentor",
        rf"{_LESSONS} from( {_TOWN})?|{_LORE} by( {_TOWN})?"
        rf"|(who|{_TOWN}( that| which| who)?) ({_TAUGHT}|answers|shares|teaches)",
    ),
    (
        "mentor",
        rf"(experienced|veteran|model|example|source|answering) {_TOWN}|teacher|trainer",
    ),
    ("mentee", rf"(who|{_TOWN}( that| which| who)?) ({_LEARNT}|{_ASKED_FOR})"),
    ("mentee", rf"(who|{_TOWN} (that|which|who)) {_ASKED}( for)?|(whom|who (was|is)) (taught|trained|guided)"),
    ("mentee", rf"(who|{_TOWN}( that| which| who)?) (needed|needs|wanted|wants) {_HELP}"),
    ("mentee", rf"({_ASKED}( for)?|{_ASKED_FOR}) by( whom)?( {_TOWN})?"),
    ("mentee", rf"(asker|asking|inquirer|inquiring|requester|seeker)( {_TOWN})?"),
    ("mentee", rf"(trainee|apprentice|taker|pupil|student)( {_TOWN})?|{_LESSONS} (to|for) {_TOWN}"),
    ("mentee", rf"(peer )?{_GETTING}( {_TOWN})?( name)?|{_HELPED} {_TOWN}|{_TOWN} {_GETTING}( {_HELP})?"),
    (
        "mentee",
        rf"({_TOWN}|who) (that |which |who )?((is|are|was|were)( being)?|being|gets?|got|receives?|received)"
        rf" ({_HELPED}|mentored|{_HELP})",
    ),
    ("mentee", rf"who's (being {_HELPED}|being mentored|getting {_HELP})"),
    ("mentee", rf"(helping|mentoring|assisting|advising|supporting) (whom|which {_TOWN})"),
    ("mentor", rf"{_TOWN} (offering|lending|loaning) ({_HELP}|staff)"),
    ("mentee", rf"{_TOWN} borrowing staff|whom"),
    ("mentee", rf"{_TOWN} (getting|needing|in need) ?({_HELP})?|gave {_HELP} to"),
    ("mentee", rf"({_HELP}|provided|given)( given| provided)? to( {_TOWN})?|to {_TOWN}|{_TOWN} to"),
    ("action", rf"{_ACTION}( (number|no|num|id|code|title|name))*|{_ACTION} number and (title|name)"),
    ("action", r"(sct|sustainable ct) (number|no|item)|(with )?(which|what) (sct )?action( (was|is) it)?"),
    ("action", r"(what )?about( which)? action"),
    ("programme_year", r"(programme|program|certification|cycle|action list|list|sct) (year|cycle)"),
    ("support", rf"(any )?other {_HELP}( (type|form|given|provided|received))*"),
    ("support", rf"((form|type|kind|nature|method|mode)s? )?{_HELP}( (type|form|given|provided|received|actual))*"),
    ("support", r"how (they|town)? ?(helped|did they help)|what (was|they) (done|did)|help provided|how helped"),
    ("started", rf"(when )?(did |it |they )*{_START}( (date|on|day|when))?|date {_START}|since"),
    ("started", rf"{_MENTORSHIP} {_START}( date)?"),
    ("started", rf"date {_MENTORSHIP} {_START}|date first (meeting|contact|met)|{_START} {_MENTORSHIP}"),
    (
        "last_active",
        rf"({_MENTORSHIP}|when)? ?{_END}( (date|on|day))?|date ({_MENTORSHIP} )?{_END}|until|through|thru|till?",
    ),
    ("last_active", r"(active|date) (until|through|thru|till?)|dates? to"),
    ("started", r"dates? from"),
    ("implemented_on", rf"(action |date |was )?(action )?{_DONE}( (date|on|yet|action|when))?|date action {_DONE}"),
    (
        "implemented_on",
        rf"when (action |it |they |was |it was )?{_DONE}( it)?|(action )?(is |was |went )?live (since|on)",
    ),
    ("implemented_on", r"((action )?(is |was )?(put )?)in (place|effect)( (on|date|since|by))?|date in (place|effect)"),
    (
        "implemented_on",
        r"((date|when) )?(results?|measure|policy|ordinance|program|plan) in (place|effect)( (on|since|yet))?",
    ),
    ("mentor_documented", rf"{_PROOF} (by |from )?{_GIVER}( {_IS_IN})?|{_GIVER} {_PROOF}"),
    ("mentee_documented", rf"{_PROOF} (by |from )?{_TAKER}( {_IS_IN})?|{_TAKER} {_PROOF}"),
    (
        "partners",
        r"partners( involved)?|(other |partner |partnering |community )?(organization|org)s?( (involved|names?))?",
    ),
    ("partners", rf"(other|community|partner|additional) partners( involved)?|partner {_GROUP}( (involved|names?))?"),
    (
        "evidence",
        r"evidence|proof|(proof )?links?|urls?|backup|where proof|link evidence|evidence link|attachments?",
    ),
    ("notes", rf"(other |additional |general )?{_REMARK}( (and )?{_REMARK})*"),
)
"""Field and the folded headers that mean it for certain. Past tense is careful: a town that helped is a mentor."""
_UNSURE = (
    (rf"({_TOWN} )?({_HELPED}|mentored|taught|trained|guided)", ("mentee", "mentor")),
    (rf"{_GIVER} (to|for)( {_TOWN})?|(guest|visitor|visiting)( {_TOWN})?", ("mentee", "mentor")),
    (rf"{_TOWN} {_ASKED}( for)?", ("mentee", "mentor")),
    (rf"lessons? learned by( {_TOWN})?", ("mentee",)),
    (rf"(host|hosting|presenter|presenting|speaker|sending|lead|leader)( {_TOWN})?", ("mentor", "mentee")),
    (rf"(paired|matched|partnered|works|worked|working|connected) with( {_TOWN})?", ("mentor", "mentee")),
    (rf"(shared|talked|spoke|presented) (to|with)( whom)?( {_TOWN})?", ("mentee", "partners")),
    (rf"(partner |other |second |first )?{_TOWN}( name| 1| 2| a| b)?", ("mentor", "mentee")),
    (r"partner", ("partners", "mentor", "mentee")),
    (r"from", ("mentor", "started")),
    (r"to", ("mentee", "last_active")),
    (r"date|dates|when|month|timeframe|period", ("started", "last_active", "implemented_on")),
    (r"finish( (date|on|day))?|(date|day) finish", ("implemented_on", "last_active")),
    (r"year", ("programme_year", "started")),
    (
        r"((current|action|project|task|overall|implementation|completion) )?(status|state|progress|outcome)",
        ("implemented_on",),
    ),
    (r"implement|(is |was )?it (done|finished|complete|implemented)|status action", ("implemented_on",)),
    (r"active|still active|current", ("last_active",)),
    (r"type|method|activity|activities|format|description|what|how", ("support", "notes")),
    (r"sct|sust ct|topic|subject|project|title|item|number and title|(what )?(is |was )?(it )?about", ("action",)),
    (_FILED, ("mentor_documented", "mentee_documented", "evidence")),
    (
        rf"{_FILED} (by|from)( whom?)?|{_PROOF} to|(who|which ({_TOWN}|side)) {_FILED}( it)?",
        ("mentor_documented", "mentee_documented"),
    ),
    (r"source|minutes|file", ("evidence",)),
    (r"id|identifier|record", ("record_id",)),
)
"""Folded headers that may mean several fields, or one but not for certain."""
_GROUPS = (
    rf"(any |other |additional |local |community |regional |outside |involved |supporting )+{_GROUP}"
    r"( (involved|participating|names?))?"
)
"""Folded headers of partners where the cells are names."""
_WHOM = (
    rf"others?( (involved|participating|participants|names?))?|{_GROUP}|also involved|together with|"
    r"((in )?partnership )?with( whom)?( else)?|(who|anyone) else( (was |is )?(involved|helped|took part))?"
)
"""Folded headers of partners where the cells are organizations by their own words."""
_LAST_MET = (
    rf"{_LAST} (time|day|date)"
    rf"|{_LAST} (time |date |day )?(we |they |were |was )?(seen|heard( from)?|spoke|spoken( to| with)?|talk|visit(ed)?"
    r"|check(ed)? in|chat(ted)?|emailed|call(ed)?|working|worked( together)?|session|event|conversation|engaged"
    r"|engagement|interaction|involved|help(ed)?|assisted|advised|follow(ed)? up|touchpoint|in touch|communication"
    r"|correspondence)( (date|on|day|together))?"
)
"""Folded headers of the last day of a mentorship where the cells are days; not of when somebody last wrote here."""
_CONTACT = re.compile(
    r"\b(active|activity|contact(ed)?|call(ed)?|me(e?t|eting)|touch|talk(ed)?|seen|heard|spoken?|visit(ed)?|check(ed)?"
    r"|e?mail(ed)?|session|conversation|last (time|event|worked|working))\b"
)
"""What the last day is said to be that need not be the end."""
_WRAPPED_UP = (
    r"(is |was )?(it |this |all |everything |fully )*(wrapped up|wrap up|closed( out)?|close out|set|done|over|settled"
    r"|finished( up)?|concluded|finali[sz]ed|resolved|achieved|success(ful)?|signed off|in place|live|up and running)"
    r"( yet)?"
)
"""Folded headers that say of the help or of the action that it is finished, where the cells are yes and no."""
_ONLY_DONE = (
    r"((date|day|when|is|was|it|all|fully|on) )*(finish|finished|complete|completed|completion|done|accomplished)"
    r"( (date|day|when|on|yet))*"
)
"""Folded headers that say that something is finished, and not what: the action, or the help."""
_OF_HELP = r"(help|mentorship|mentoring|partnership|relationship|support|assistance)"
_RUNNING = re.compile(r"\b(in place|live|up and running)\b")
"""What is said of an action and never of help."""
_HELP_GOES_ON = re.compile(
    r"\bstill (going|active|on|meeting|helping|talking|in touch)\b|\bone (off|time)\b"
    rf"|\b{_OF_HELP} (is |was )?(still|goes|continues|ended|ends|over|done|finished|stopped)\b"
    rf"|\b(end|last day) {_OF_HELP}\b|^{_OF_HELP}$"
)
"""Folded remarks in brackets by which a header speaks of the help: ``Finished (blank = still going)``."""
_GOES_ON = re.compile(r"\b(ongoing|on going|continuing|continues|active|open|still)\b")
"""Folded remarks that may be said of the help or of the action."""
_FINISHED = ("implemented_on", "last_active")
"""What may be finished where a header does not say what."""
_YES_OR_NO = re.compile(r"(?P<of>.*?) ?\b(y n|yes no|y or n|yes or no)")
"""What a folded header says that wants yes or no, and about what: ``Done Y/N``."""
_ASKS_YES_OR_NO = re.compile(r"\b(y ?/ ?n|yes ?/ ?no|y or n|yes or no)\b[\s?)\]]*$", re.IGNORECASE)
_FILED_BY = (
    rf"(?P<whose>.+?) (({_FILED}|reports?)( (done|in|submitted|received|filed))?|(?P<vague>in|done|sent|complete))",
    rf"({_FILED}|reports?( in)?) (by |from )?(?P<whose>.+)",
)
"""Folded headers that say who filed what it has to; ``in`` may be said of other things too."""
_WHICH_IS = re.compile(rf"((which|what) {_TOWN}|who) (is|was|are|were) (?P<town>{_GIVER}|{_TAKER})")
_WHICH_TOWN = re.compile(rf"(which|what) (?P<town>{_TOWN} .+)")
"""Folded questions for a town by its part, or by what it did."""
_OF_OTHER = {"mentor": "mentee", "mentee": "mentor"}
"""Whom a header speaks of that ends in "of": ``Mentor of``."""
_WAYS = ("from", "to")
"""What parts of a header say of the town that gave, and of the one that was helped."""
_PAPERS = re.compile(
    r"\b((sct )?(work ?sheets?|wk ?sh?(ee)?ts?|wksts?|ws|w(?= ?1))( ?1)?|paper(s|work)?|documented|documentation"
    r"|doc'?d|docs?|documents|forms?(?=$| (in|done|received|submitted|filed|rec'?d|turned|by|from|for)\b)"
    r"|write ups?|written up|wrote( it)? up)\b"
)
"""What a header says that speaks of worksheets and other papers: ``W1 in - mentee``."""
_OF_PAPERS = re.compile(
    r"\b(by|from|for|in|is|are|was|were|we|have|number|yet|done|ok|complete|completed|submitted|received|rec'?d|filed"
    r"|turned|handed|came|back|on file)\b"
)
"""What is said of papers that tells of nobody whose they are."""
_REMARKS = re.compile(r"(?P<about>.+) (comments|notes|remarks)")
"""Notes by whom or about what: ``Deb's comments``."""
TO_LOOK_AT = ("Row", "Problems")
"""The columns that stand before a sheet's own where its rows to look at are taken out."""
_OF_ACTION = re.compile(r"\bactions?\b")
_OF_ANOTHER = re.compile(
    r"\b(next|other|also|previous|past|old|former|future|planned|related|hours?|hrs|time|days?|cost|miles|points?)\b"
)
"""What a header says that speaks of an action, and of another one, or of a number beside it."""
_MOST_OF_GROUP = 6
"""Words; a longer text is no header of a group."""
_SMALL_WORDS = frozenset("by|for|to|from|with|in|on|at|of|and|or|&|/|given|received|provided|type|form".split("|"))
"""What goes on with a header and begins no part of it."""
_ASKING_WORDS = frozenset({"how", "what", "description"})
"""Headers of the help that a longer one may begin with by chance: ``How it went``."""
_OTHER_TOWN = re.compile(
    rf"with( (whom|which|who))?( {_TOWN})?"
    rf"|(buddy|counterpart|peer|pair|match|partner)s?( (of|with|side|end))?( {_TOWN})?"
    rf"|(the )?(other|second|2nd|partner|peer|counterpart|buddy) ({_TOWN}|side|end)( name)?|{_TOWN} (2|two|b)"
)
"""Folded headers of towns that only say that this is the other one of the two, whichever that is."""
_NOT_GIVEN = re.compile(
    r"\b(request(s|ed|ing)?|want(s|ed)?|need(s|ed)?|seek(s|ing)?|sought|asked|plan(s|ned)?|offer(s|ed)?|propos(al|ed)"
    r"|scheduled|upcoming|future|next|expected|intended|promised|possible|potential|desired|suggested"
    rf"|declined|refused|cancell?ed|{_REMARK})\b"
)
"""What a folded header says of help that may not have been given, or of words about it."""
_AWAITED = re.compile(
    r"\b(due|deadline|target(ed)?|request(s|ed)?|expected|expect|asked|needed|wanted|planned|promised|remind(er|ers|ed)?"
    r"|scheduled|sent (out )?to|mailed|given to|before|no later than)\b|\bby( date)?$"
)
"""What a folded header of papers says whose days need not be those on which they came in."""
_BRACKETS = re.compile(r"[(\[](.*?)[)\]]")
_FILLERS = frozenset({"the", "a", "an", "of", "please", "its", "their", "has", "been", "&"})
_APOSTROPHES = re.compile("[‘’ʼ´`′]")
_SHORTENED = (
    (r"imp(l|le|lem|lmt|lmnt|lement)?'?n|impl(em|mt|mnt)", "implementation"),
    (r"imp(l|le|lem|lmt|lmnt|lement)?'?d", "implemented"),
    (r"comp(l|let|lt)?'n", "completion"),
    (r"compl(et|t)?", "complete"),
    (r"comp'd|c(om)?pl(et|t)?'?d|complete'd", "completed"),
    (r"doc'n|doc(umt|mt|mnt)'?n|docum", "documentation"),
    (r"doc(m|um|umt|mt|mnt)?'?d", "documented"),
    (r"act('n)?", "action"),
    (r"(rec|rcv|recv)'d", "received"),
    (r"sub(m|mt)?'d", "submitted"),
    (r"fin'd", "finished"),
    (r"(?!they)(\w{3,}[^\We])'d", r"\1ed"),
)
"""What folded words of a header are short for; an apostrophe stands for what is left out."""


@dataclass(frozen=True)
class Mapping:
    """What each column of a sheet is read as: a field's name for each place, '' for a column that is not read."""

    fields: tuple[str, ...]

    def __post_init__(self) -> None:
        if unknown := [field for field in self.fields if field and field not in NAMES]:
            raise ValueError(f"a record has no field {unknown[0]!r}")

    def places(self, field: str) -> tuple[int, ...]:
        """The columns that are read as this field, from 0."""
        return tuple(place for place, name in enumerate(self.fields) if name == field)

    @property
    def read(self) -> frozenset[str]:
        """The fields that some column is read as."""
        return frozenset(self.fields) - {""}


@dataclass(frozen=True)
class Heading:
    """What one column seems to be.

    Attributes
    ----------
    place
        The column, from 0.
    header
        Its header as it stands, on one line; two rows of headers are joined.
    field
        What it is read as; '' when it is not read, or not without being asked.
    options
        What it may be when that is not certain, the likeliest first.
    why
        The reason, for the person who confirms it.
    doubled
        Whether it is asked about because another column seems to be the same field.
    needless
        Whether its cells only say again what another column says.
    """

    place: int
    header: str
    field: str = ""
    options: tuple[str, ...] = ()
    why: str = ""
    doubled: bool = False
    needless: bool = False

    @property
    def called(self) -> str:
        """The column for a sentence."""
        return repr(self.header) if self.header else f"number {self.place + 1}, without a header,"

    @property
    def own(self) -> bool:
        """Whether the header is the field's own name."""
        return self.header.strip().casefold() == self.field


@dataclass(frozen=True)
class Layout:
    """Where a sheet's table begins and what its columns seem to be.

    Attributes
    ----------
    row
        The sheet row of the header, from 1; of the lower row when there are two.
    headings
        One for each column up to the last with a header.
    height
        How many rows the header takes: 1, or 2 with a row of groups above.
    spread
        Where headers are merged over several columns: each column's header as it stands, whatever is below.
    """

    row: int
    headings: tuple[Heading, ...]
    height: int = 1
    spread: tuple[str, ...] = ()

    @property
    def mapping(self) -> Mapping:
        """What is certain."""
        return Mapping(tuple(heading.field for heading in self.headings))

    @property
    def questions(self) -> tuple[Heading, ...]:
        """The columns that a person should decide about."""
        return tuple(heading for heading in self.headings if heading.options and not heading.field)

    @property
    def shape(self) -> str:
        """A short name for exactly these headers in this order, by which a mapping is remembered."""
        return _shape(self.spread or [heading.header for heading in self.headings])

    @property
    def given(self) -> tuple[str, ...]:
        """The headers as they are compared with those of another version of the sheet."""
        return tuple(map(fold, self.spread or [heading.header for heading in self.headings]))

    @property
    def shape_before(self) -> str:
        """The shape of the sheet whose rows to look at these are, brought back; '' for any other sheet."""
        given = [heading.header for heading in self.headings]
        return _shape(given[len(TO_LOOK_AT) :]) if tuple(given[: len(TO_LOOK_AT)]) == TO_LOOK_AT else ""

    @cached_property
    def canonical(self) -> bool:
        """Whether every column is one of ours and bears its field's own name, as in a file that this product wrote."""
        return not self.spread and all(heading.field and heading.header == heading.field for heading in self.headings)


def _shape(given: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(map(fold, given)).encode()).hexdigest()[:16]


def layout(sheet: Sheet) -> Layout | None:
    """Find the header: under a title, blank lines and notes, in one row or in two.

    Returns
    -------
    Layout or None
        None when no row of the first `SEARCHED_ROWS` names at least two fields.
    """
    best: tuple[tuple[bool, float, int, bool], Layout] | None = None
    for place, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        texts = [shown(cell) for cell in row]
        if sum(map(bool, texts)) < 2:
            continue
        of_one = Layout(place + 1, headings(texts))
        of_two = _in_two_rows(sheet, place) if place else None
        for found in filter(None, (of_one, of_two)):
            weight = (*_weight(found), any(way_of_papers(one.header) for one in found.headings))
            if best is None or weight > best[0]:
                best = weight, found
        if best and set(best[1].mapping.fields).issuperset(NAMES):
            break  # no row below can name more
    if best is None or best[0][1] < 2:
        return None
    found = best[1]
    upper = found.row - found.height
    if found.canonical or not _only_names_parts(sheet, upper):
        return found
    return _in_two_rows(sheet, upper + 1, only_parts=True) or found


def plausible(sheet: Sheet) -> int:
    """How much a sheet looks like a table of records: the fields its header names."""
    found = layout(sheet)
    return len(found.mapping.read) if found else 0


def headings(header: Sequence[str]) -> tuple[Heading, ...]:
    """Propose what each column is.

    Parameters
    ----------
    header
        The texts of the header row; empty ones at its end are left out.
    """
    given = [" ".join(text.split()) for text in header]
    while given and not given[-1]:
        given.pop()
    return settled([heading(place, text) for place, text in enumerate(given)])


def settled(proposed: list[Heading], beside: Collection[int] = ()) -> tuple[Heading, ...]:
    """Leave every field to one column: the one with its very name, else ask; then fill in what must be the other.

    Parameters
    ----------
    beside
        Columns that are read beside the one of their field.
    """
    for field in rivaled(heading.field for heading in proposed):
        rivals = [heading for heading in proposed if heading.field == field and heading.place not in beside]
        own = [heading for heading in rivals if heading.own]
        kept = own if len(own) == 1 else rivals if len(rivals) == 1 else []
        for heading in rivals:
            if heading not in kept:
                proposed[heading.place] = _doubled(heading, rivals)
    return tuple(_by_elimination(proposed))


def rivaled(fields: Iterable[str]) -> set[str]:
    """The fields among these that one column alone may fill by its header."""
    return set(fields) - (JOINED - {_OF_ONE_DAY}) - {""}


def _by_elimination(proposed: list[Heading]) -> list[Heading]:
    """``Town helped`` is the mentee's where another column is surely the mentor's, and the other way round."""
    held = {heading.field for heading in proposed}
    asking = [heading for heading in proposed if heading.options == ("mentee", "mentor")]
    for heading in asking:
        left = [field for field in heading.options if field not in held]
        if len(asking) == len(left) == 1:
            why = f"{heading.header!r} is the {left[0]}, since another column is the other town"
            proposed[heading.place] = Heading(heading.place, heading.header, left[0], (left[0],), why)
    return proposed


def heading(place: int, text: str) -> Heading:
    """What one column seems to be by its header alone."""
    field, options = _meaning(text)
    if field:
        return Heading(place, text, field, (field,), f"{text!r} is a usual header for {schema.label(field)}")
    if options:
        return Heading(place, text, "", options, f"{text!r} may be {words.listing(map(schema.label, options), 'or')}")
    return Heading(place, text)


def _doubled(heading: Heading, rivals: list[Heading]) -> Heading:
    others = words.listing(repr(other.header) for other in rivals if other is not heading)
    why = f"{heading.header!r} and {others} both seem to be {schema.label(heading.field)}; keep one"
    return Heading(heading.place, heading.header, "", (heading.field,), why, doubled=True)


def is_named(header: str, field: str) -> bool:
    """Whether a header means this field for certain; one that is blank means any."""
    return not header or _meaning(header)[0] == field


def side(folded: str) -> str:
    """Which town a folded text means by its part: ``mentor`` for "helper", ``mentee`` for "recipient", else ''."""
    for town, pattern in (("mentor", _GIVER), ("mentee", _TAKER)):
        if re.fullmatch(pattern, folded):
            return town
    # "Mentoring" by itself is what both towns do.
    field = _named(folded)[0] if not re.fullmatch(r"\w+ing", folded) else ""
    return field if field in ("mentor", "mentee") else ""


def whose_papers(header: str) -> str | None:
    """Whose worksheet or other papers a header speaks of, folded; None where it speaks of none: ``helper``, ''."""
    folded = _spelled(header)
    if not _PAPERS.search(folded):
        return None
    match = _YES_OR_NO.fullmatch(folded)
    said = _PAPERS.sub(" ", match["of"] if match else folded).split()
    whose = " ".join(_OF_PAPERS.sub(" ", " ".join(said)).split())
    return whose or (said[-1] if said and said[-1] in _WAYS else "")


def way(header: str) -> str:
    """Which way help went by the last word of a town's header: ``from`` of ``Towns: from``, else ''."""
    said = (text.split()[-1:] for text in (_spelled(header), _spelled(_BRACKETS.sub(" ", header))))
    return next((last for (last,) in filter(None, said) if last in _WAYS), "")


def way_of_papers(header: str) -> str:
    """Which way papers went by a header that says no more of whose they are: ``from``, ``to``, else ''."""
    return way if (way := whose_papers(header) or filed_by(header)[0]) in _WAYS else ""


def going_on(header: str) -> tuple[str, bool]:
    """What yes means where a header asks whether the help goes on, and whether it does: see `header_days.going_on`."""
    asked = reversed(_abouts(header))
    return next((found for found in map(header_days.going_on, asked) if found[0]), ("", False))


def filed_by(header: str) -> tuple[str, bool]:
    """Whose filing a header speaks of, folded, '' where it speaks of none, and whether it plainly does."""
    folded = _spelled(_BRACKETS.sub(" ", header))
    if match := _YES_OR_NO.fullmatch(folded):
        folded = match["of"]
    match = next(filter(None, (re.fullmatch(pattern, folded) for pattern in _FILED_BY)), None)
    return (match["whose"], not match.groupdict().get("vague")) if match else ("", False)


def tells_documentation(header: str) -> bool:
    """Whether a column with this header tells of a town, not said which, that it documented: ``Write-ups in``."""
    return {"mentor_documented", "mentee_documented"} <= set(_meaning(header)[1])


def says_only_done(header: str) -> bool:
    """Whether a header says that something is finished, and not what: ``Finished``, ``Date completed``."""
    return any(map(_is_only_done, _abouts(header))) and not finished_by(header)


def tells_implementation(header: str) -> bool:
    """Whether a column with this header may say that an action was implemented: ``Completed?``, ``Status``."""
    field, options = _meaning(header)
    return field == "implemented_on" or options == ("implemented_on",)


def may_say_done(header: str) -> tuple[str, ...]:
    """What yes under this header may say to be finished, the likeliest first: ``Wrapped up (Y/N)``, ``Mentor done``."""
    if town := finished_by(header):
        papers = (f"{town}_documented",)
        return (*papers, *_FINISHED) if town == "mentor" else (*_FINISHED, *papers)
    return _FINISHED if any(re.fullmatch(_WRAPPED_UP, about) for about in _abouts(header)) else ()


def finished_by(header: str) -> str:
    """Which town a header says to have finished, and not what: its worksheet, the action or the help; else ''."""
    return next(filter(None, map(header_days.town_finished, _abouts(header))), "")


def _abouts(header: str) -> tuple[str, ...]:
    """What a header speaks of, folded, with and without what stands in brackets."""
    folded = _spelled(header), _spelled(_BRACKETS.sub(" ", header))
    return tuple(match["of"] if (match := _YES_OR_NO.fullmatch(text)) else text for text in folded)


def asked_of(header: str) -> str:
    """What a header asks yes or no of: ``staff lent`` of ``Staff lent? (Y/N)``."""
    header = _parted(header)[1] or header
    asked, times = _ASKS_YES_OR_NO.subn(" ", header)
    if not times:
        return " ".join(header.replace("?", " ").split())
    return " ".join(re.sub(r"[^\w&'/]", " ", asked).split()).casefold()


def group_of_help(header: str) -> str:
    """What a header that names a part of the help has before it: ``Kind of help`` of ``Kind of help Webinar``."""
    return _parted(header)[0]


@lru_cache(maxsize=5_000)
def _parted(header: str) -> tuple[str, str]:
    """A header that begins with words for the help: those, and what it says behind them; two blanks for any other."""
    said = header.split()
    for first in range(min(len(said), _MOST_OF_GROUP + 1) - 1, 0, -1):
        group = " ".join(said[:first])
        if said[first].casefold() not in _SMALL_WORDS and _is_group_of_help(group):
            return group, " ".join(said[first:]).strip(" -–—:/")
    return "", ""


def _is_group_of_help(header: str) -> bool:
    field, options = _meaning(header)
    return field == "support" or ("support" in options and _spelled(header) not in _ASKING_WORDS)


def is_contact(header: str) -> bool:
    """Whether the day under a header of the last day is one on which the towns met, and may do so again."""
    return bool(_CONTACT.search(_spelled(header)))


def may_be_last(header: str) -> bool:
    """Whether a column of days under this header is the last one of the mentorship: ``Last seen``."""
    return bool(re.fullmatch(_LAST_MET, _spelled(header)))


def asks_when_over(header: str) -> bool:
    """Whether a header asks when something, not said what, was over: ``When did it wrap up?``."""
    return header_questions.asks_when_over(_spelled(header))


def asks_for_day(header: str) -> bool:
    """Whether a header asks for a day beside yes and no: ``Has it been put in place, and when?``."""
    return bool(re.search(r"\bwhen\b", _spelled(header)))


def stage(header: str) -> tuple[str, int] | None:
    """The letters and the number of a header that is a code for one of several days: ``T0``, ``Date 2``; else None."""
    match = re.fullmatch(r"([a-z]{1,6}) ?(\d)", _spelled(header))
    return (match[1], int(match[2])) if match else None


def is_other_town(header: str) -> bool:
    """Whether a header of towns only says that this is the other one of the two: ``With``, ``Buddy town``."""
    return bool(_OTHER_TOWN.fullmatch(_spelled(header)))


def may_be_given(header: str) -> bool:
    """Whether help under this header was given, for all it says: neither ``Help requested`` nor ``Help notes``."""
    return not _NOT_GIVEN.search(_spelled(header))


def are_awaited(header: str) -> bool:
    """Whether days under a header of papers may be those until which they are wanted: ``Worksheet (due)``."""
    return bool(_AWAITED.search(_spelled(header)))


def town_of_papers(header: str) -> str:
    """Which town a header of papers names beside other words, ``mentor`` of ``Mentor worksheet returned``; else ''."""
    said = (whose_papers(header) or "").split()
    named = {side(word) for word in said} - {""}
    return named.pop() if len(named) == 1 else ""


def names_action(header: str, number: str) -> bool:
    """Whether a header speaks of an action by its number: ``Also in 8.6?``, but neither 18.6 nor 8.61."""
    return bool(re.search(rf"(?<![\d.]){re.escape(number)}(?!\.?\d)", header))


def speaks_of_action(header: str) -> bool:
    """Whether a header speaks of the action that a town was helped with, not of another: ``Action implemented``."""
    folded = _spelled(header)
    return bool(_OF_ACTION.search(folded)) and not _OF_ANOTHER.search(folded)


def may_be_number(header: str) -> bool:
    """Whether a column of action numbers under this header holds no other thing's: ``No.``, ``#``, nothing."""
    return bool(re.fullmatch(r"((item |action )?(number|no|num|nr|code))?", _spelled(header)))


def may_be_groups(header: str) -> bool:
    """Whether a column of names under this header is one of partners: ``Other groups``."""
    return bool(re.fullmatch(_GROUPS, fold(header)))


def may_be_partners(header: str) -> bool:
    """Whether a column of organizations under this header is one of partners: ``With whom else``, ``Others``."""
    return may_be_groups(header) or bool(re.fullmatch(_WHOM, fold(header)))


@lru_cache(maxsize=5_000)
def _meaning(text: str) -> tuple[str, tuple[str, ...]]:
    """The field that a header names for certain, else those it may name."""
    if len(text) > 120:
        return "", ()
    name = text.strip().casefold()
    if name in NAMES:
        return name, ()
    for folded in dict.fromkeys((_spelled(text), _spelled(_BRACKETS.sub(" ", text)))):
        field, options = _folded_meaning(folded)
        if _is_only_done(folded) and (said := _told_in_brackets(text)):
            return (said[0], ()) if len(said) == 1 else ("", said)
        if field in _OF_OTHER and re.search(r"\bof\W*$", text, re.IGNORECASE):
            return "", (_OF_OTHER[field], field)
        if field == "support" and not may_be_given(text):
            return "", ("notes", "support")
        if field:
            return field, ()
        if options:
            # What stands in brackets may say which it is: "Town (mentor)", "What about (SCT action #)".
            inside = [side(folded) or _named(folded)[0] for folded in map(_spelled, _BRACKETS.findall(text))]
            said = [field for field in inside if field in options]
            return (said[0], ()) if len(said) == 1 else ("", options)
    return "", ()


def _is_only_done(folded: str) -> bool:
    finished = re.fullmatch(_ONLY_DONE, folded) or re.fullmatch(_WRAPPED_UP, folded)
    return bool(finished and not _RUNNING.search(folded))


def _told_in_brackets(text: str) -> tuple[str, ...]:
    """What a header says to be finished by its remarks in brackets: ``Done (blank = still going)``."""
    remarks = [_spelled(remark) for remark in _BRACKETS.findall(text)]
    named = {_named(remark)[0] for remark in remarks} & {*_FINISHED}
    if any(map(_HELP_GOES_ON.search, remarks)):
        named.add("last_active")
    elif any(map(_GOES_ON.search, remarks)) and not named:
        return tuple(reversed(_FINISHED))
    return tuple(named) if len(named) == 1 else ()


def _may_mean(text: str) -> set[str]:
    field, options = _meaning(text)
    return {field, *options} - {""}


def _folded_meaning(folded: str) -> tuple[str, tuple[str, ...]]:
    field, options = _named(folded)
    if field or options:
        return field, options
    if town := side(whose_papers(folded) or ""):
        return f"{town}_documented", ()
    field, options = header_days.asked_for(folded)
    return (field, options) if field or options else _asked(folded)


def _asked(folded: str) -> tuple[str, tuple[str, ...]]:
    """What a folded question asks for; ``Which town gave help`` asks for the same as ``Town gave help`` says."""
    if (match := _WHICH_IS.fullmatch(folded)) and (town := side(match["town"])):
        return town, ()
    if (match := _WHICH_TOWN.fullmatch(folded)) and any(found := _named(match["town"])):
        return found
    return header_questions.asked_for(folded, side)


def _named(folded: str) -> tuple[str, tuple[str, ...]]:
    """What a folded header is in a word or two; sentences and papers are understood beside it."""
    meanings, unsure = _patterns()
    for pattern, field in meanings:
        if pattern.fullmatch(folded):
            return field, ()
    if (match := _REMARKS.fullmatch(folded)) and _folded_meaning(match["about"])[0] != "support":
        return "notes", ()
    if match := _YES_OR_NO.fullmatch(folded):
        return _yes_or_no(match["of"])
    return "", next((options for pattern, options in unsure if pattern.fullmatch(folded)), ())


@cache
def _patterns() -> tuple[list[tuple[re.Pattern[str], str]], list[tuple[re.Pattern[str], tuple[str, ...]]]]:
    """`_MEANINGS` and `_UNSURE`, compiled; a file whose headers are our own names need not wait for that."""
    return (
        [(re.compile(pattern), field) for field, pattern in _MEANINGS],
        [(re.compile(pattern), options) for pattern, options in _UNSURE],
    )


def _yes_or_no(about: str) -> tuple[str, tuple[str, ...]]:
    """The field of a column of yes and no; one that says not about what probably tells whether it was implemented."""
    field, options = _folded_meaning(about) if about else ("", ("implemented_on",))
    if header_days.town_finished(about):
        return "", options
    if field and field != "implemented_on" and schema.KINDS[field] != "flag":
        return "", ()
    return field, tuple(name for name in options if name == "implemented_on" or schema.KINDS[name] == "flag")


@lru_cache(maxsize=5_000)
def fold(text: str) -> str:
    """A header as it is compared: small words, no punctuation, ``#`` read as number, camel case parted."""
    plain = unicodedata.normalize("NFKC", text).replace("#", " number ")
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain)
    plain = re.sub(r"[^\w&']|_", " ", parted.replace("’", "'").casefold())
    # "Who's helped" may be who is or who has: it stays apart from "who helped".
    kept = [word if word == "who's" else re.sub(r"'s$", "", word) for word in plain.split() if word not in _FILLERS]
    return " ".join(re.sub(r"^organisation", "organization", word) for word in kept)


@lru_cache(maxsize=5_000)
def _spelled(text: str) -> str:
    """A header folded, with its abbreviations written out: ``Impl'd (Y/N)`` is ``implemented y n``."""
    return " ".join(map(_written_out, fold(_APOSTROPHES.sub("'", text)).split()))


def _written_out(word: str) -> str:
    found = ((match, full) for short, full in _SHORTENED if (match := re.fullmatch(short, word)))
    return next((match.expand(full) for match, full in found), word)


def _in_two_rows(sheet: Sheet, lower: int, only_parts: bool = False) -> Layout | None:
    """The table whose header is a row, from 0, and the one above it (``Mentor`` over ``Town``, ``Contact``).

    Parameters
    ----------
    only_parts
        Whether the lower row only names parts of what the upper one names, so that no other column stands under it.
    """
    width = max(map(len, sheet.rows[lower - 1 : lower + 1]))
    own, texts = (header_rows.texts(sheet, row, width) for row in (lower - 1, lower))
    over, merged = header_rows.groups(lower - 1, sheet, width)
    if sum(map(bool, own)) < (1 if merged else 2):
        return None
    twice = {text for text in texts if texts.count(text) > 1}
    joined = [
        _joined(up, text, only_parts or at in merged, text in twice) if text else alone
        for at, (up, alone, text) in enumerate(zip(over, own, texts, strict=True))
    ]
    return Layout(lower + 1, headings(joined), 2)


def _joined(group: str, text: str, certain: bool, twice: bool) -> str:
    """The header of a column that stands under another: both, or its own where the other would only hide that.

    Parameters
    ----------
    certain
        Whether that other one is its own for certain.
    twice
        Whether a further column has this header, which must mean something else there.
    """
    both = " ".join(f"{group} {text}".split())
    (field, options), (field_of_both, options_of_both) = _meaning(text), _meaning(both)
    fits = twice or not options or field_of_both in options
    if field_of_both and (certain or (fits and field_of_both != field)):
        return both
    if _explains(group) and (certain or (twice and _spelled(text) in _WAYS)):
        return both
    if field or (options and not (certain and options_of_both)):
        return text
    return both if certain or options_of_both else text


def _explains(group: str) -> bool:
    """Whether what stands under a header is of the help or of papers, whatever it means by itself: ``From``."""
    return _is_group_of_help(group) or whose_papers(group) is not None


def _is_part(group: str, text: str) -> bool:
    """Whether a text names a part of what a header of the help or of papers speaks of."""
    of_help = _is_group_of_help(group) and header_rows.may_be_form(text)
    return of_help or (whose_papers(group) is not None and bool(_may_mean(text)))


def _only_names_parts(sheet: Sheet, upper: int) -> bool:
    """Whether the row below a header, from 0, belongs to it, though it names no field that the header does not."""
    if upper + 1 >= len(sheet.rows):
        return False
    width = max(map(len, sheet.rows[upper : upper + 2]))
    over, _ = header_rows.groups(upper, sheet, width)
    above, lower = ([shown(cell) for cell in row] for row in sheet.rows[upper : upper + 2])
    told = [(at, up, text) for at, (up, text) in enumerate(zip(above, lower, strict=False)) if up and text]
    adds = {at for at, up, text in told if _may_mean(f"{up} {text}") and _may_mean(f"{up} {text}") <= _may_mean(up)}
    under = [(at, up, text) for at, (up, text) in enumerate(zip(over, lower, strict=False)) if up and text]
    explained = {at for at, up, text in under if _may_mean(f"{up} {text}") or _is_part(up, text)}
    return header_rows.names_parts(upper, sheet, adds, explained)


def _weight(found: Layout) -> tuple[bool, float, int]:
    """How much a row looks like a header: whether it names both towns, then how many fields, then how many columns."""
    fields = [name for name in found.mapping.fields if name]
    named = set(fields)
    return {"mentor", "mentee"} <= named, len(named) + 0.5 * len(found.questions), len(fields)


def repeats(headings_of: Sequence[Heading], row: Sequence[Cell]) -> bool:
    """Whether a row below the header says the header again, as at the top of a printed page, or its lower row."""
    beside = [(shown(row[h.place]), h.header) for h in headings_of if h.place < len(row) and shown(row[h.place])]
    said = [(" ".join(cell.split()).casefold(), header.casefold()) for cell, header in beside]
    parts = [header != cell and header.endswith(f" {cell}") for cell, header in said]
    return sum(cell == header for cell, header in said) >= 3 or (sum(parts) > 1 and all(parts))
