"""What may stand beside a form of support that earns points and leave no doubt that a town's staff gave it.

Whatever is not said here is asked about: of all that can be written, little is certain.
"""

import re
from functools import lru_cache

from sct_dash import clock, places

_SMALL = """
    a an the and & with w plus to for before at by from of in as it they we he she i them their our its his her this
    that also too conference~room then there~was there~were was~followed~by followed~by was~given was~held was~lent
    was~loaned were~lent were~loaned the~other~town another~town more~than at~least so~far other~town
"""
_GIVEN = """
    gave given giving gives held did done provided provides lent loaned presented presentations? talks? talk~given
    spoke briefed briefings? answered answering met municipal town's city's live interactive joint guest speakers?
"""
_DISCUSSED = """
    discussion discussions q-and-a questions? answers? good great excellent long lively after afterwards
    short~discussion short~q-and-a took~questions discussion~followed lots~of discussed
"""
_LONG = """
    hours? hrs? h days? weeks? months? minutes? mins? min half few couple several multiple some many two three four
    five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred one once twice times about
    approx approximately roughly around over total each visits? sessions? monthly weekly ongoing worth time
"""
_STAFF = """
    staff staff-time staff_time stafftime help helped helping write support assistance assist assisted assisting
    advice advised advising consult consultation spent worked working came visited visiting reviewed reviewing wrote
    writing edited drafted drafting guidance review draft drafts application applications survey template language
    calls? phone e-?mails? in~person on-?site on~site site site~visits? tours? zoom~calls? loan walk-?throughs?
    grant~applications? grant~writing rfps? rfqs? bylaws? mostly mainly went~over went~through set~up meetings?
    mtgs? out
"""
"""Said of staff time only: who helped with a presentation, or drafted one, gave none."""
_PRESENTS = "slide~shows? slideshows? power~point staff~time staff~hours?"
_EVENTS = "webinars? conferences? others?"
_WHO = """
    planners? engineers? officials? inspectors? officers? coordinators? directors? clerks? assessors? wardens?
    sanitarians? staffers? employees? technicians? techs? gis agents? administrators? managers? selectman
    selectwoman selectmen mayors? chairs? chairman chairwoman chairperson members? supervisors? superintendents?
    crews? foremen foreman assistants? lead leader departments? depts? offices? dpw public~works works building
    land~use zeo wetlands? town city borough village planning conservation engineering health parks rec recreation
    fire marshal police library librarians? finance tax highway roads? facilities sustainability environmental
    economic development senior deputy first chief pollution~control wpca sewer transportation social~services
    purchasing~agent ed it~department it~director it~staff arborists? foresters? attorneys? town~hall specialists?
    analysts? operators? team zoning~enforcement liaison
"""
_BODY = r"""
    commissions? committees? comms? cmtes? ctes? boards? bds? councils? selectmen selectboard p~?&~?z pz pzc p\+z
    zoning zba iwc iwwc iwa wetlands edc bos bof tpz agency alders alder(men|persons?) team task~force
    subcommittees? authority hearing ec~dev
"""
_TO_WHOM = """
    selectwomen meetings? mtgs? governing body legislative regular special public~hearing public~meeting
    public~works planning zoning inland historic~district historic~dist district~commission arts? ag agricultural
    agriculture tree lakes? flood erosion open~space energy aging harbor aquifer garden evening session appeals
    rtm representative
    aldermen combined full entire local whole board~or~commission board~or~committee commission~or~board
    commission~or~committee committee~or~commission committee~or~governing~body
"""
_TOPICS = """
    data maps? mapping solar pollinators? pathways? dark sky skies sea level rise mill sites? open space ordinances?
    regulations? permits? permitting stormwater storm water ms4 lid low impact drainage snow salt trees? forests?
    forestry woodlands? invasives? species wildlife natural resources? inventory inventories watersheds? drought
    flooding floodplains? climate vulnerability resilience resiliency hazard mitigation brownfields? redevelopment
    businesses purchasing workforce equity statement tourism cultural culture creative placemaking youth historic
    pocd farms? farming farmland compost composting recycling waste food energy heat lighting lights led ev charging
    streets? sidewalks? complete bikes? trails? transit parking housing affordable leaf blowers? gardens? native
    plants? plantings? lawns? meadows? ponds? rivers? beach coastal green grounds maintenance clean streamlining
    usage use of low-impact rain impervious cover shoreline urban arts ecology soil soils septic sustainable
    conservation~plan space~plan management~plan development~plan climate~plan mitigation~plan resilience~plan
    action~plan open~space~plan the~plan their~plan chapters? sections? management
"""
_NO_TOPIC = r"""
    hold request demand call zoom video tape file paper line online web\w* website site tv dvd cd drive facebook
    youtube calendar agenda schedule contract leave vacation behalf hire loan to spec order retainer account no not
    never none nobody without who which what if when will would could should may might next later soon but only
    slides? handouts? pdf recording recorded cancel\w* missed needs? needed wants? wanted planned consultants?
    contractors? volunteers? 0 zero us instead tbd pending postponed own their~behalf disk slideshare board spot
    monday tuesday wednesday thursday friday saturday sunday
"""
"""What no subject is: on hold, on request, on YouTube."""
_WORD = r"[\w&'-]+"
_ABOUT = re.compile(
    rf"(?<!\w)(?P<how>on|about|re|regarding|concerning)(?!\w):? (?P<topic>(?:(?!(?:to|with|before|for|at|by|from) )"
    rf"{_WORD} ?){{1,7}})(?= |$|[;,()/+.:\n–—-])"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|spring|summer|fall|autumn|winter)"
)
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\w/.-])(?P<month>\d{1,2})[/-](?P<day>\d{1,2})[/-](?P<year>(?:20)?\d\d)(?![\w/-])",
        rf"(?<!\w)(?:(?:on|in|since) )?(?:{_MONTH} (?:and|&|to|-) )?"
        rf"(?:(?P<month>{_MONTH})\.?(?: (?P<day>\d{{1,2}}),?)? (?:of )?)?"
        r"(?P<year>(?:19|20)\d\d)(?!\w)",
        r"(?<![\w/.-])(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?![\w/.-])",
    )
)
"""Days, months and years, and a day without its year."""
_NUMBER = re.compile(r"(?<![\w.])(?P<number>\d+(?:\.\d+)?)\+?(?:h|hrs?|x)?(?!\w)")
_TIMES = re.compile(r"\bx ?(?=[1-9])")
_SIGNS = re.compile(r"[^\w\s.,;:/&+()'\"~!#–—-]|\(\W*\)")
"""A sign that may mean anything, and a box that is not ticked."""
_FORM = r"(?:presentations?|talks?|briefings?|slide ?shows?|staff[ -](?:time|hours?|hrs|help|support|assistance))"
_DETERMINED = r"(?:(?:an?|the|our|their|this|that|its|some|more|municipal|town) )*"
_AFTER_PRESENTATION = (
    r"(?:to|for|before|at|with|by|from|on|about|re|regarding|of|and|in|given|held|was (?:given|held|followed)|followed|"
    r"then|plus|after|over|hours?|hrs|also)\b"
)
_TURNED = re.compile(
    "|".join(
        (
            rf"\b(?:about|on|re|regarding|concerning|for|after|during|before|until|to) {_DETERMINED}(?:\w+ )?{_FORM}"
            r"(?! from\b)",
            r"\b(?:discuss\w*|questions?|answers?|meetings?|met|review\w*|draft\w*|planning|spoke|work\w*|help\w*|came)"
            rf" (?:(?:of|about|on|to|for|with|at|from) )?{_DETERMINED}(?:presentations?|talks?|briefings?)\b",
            rf"\b(?:discuss\w*|questions?|met|talk\w*) (?:(?:of|about|on|with|to) )?{_DETERMINED}{_FORM}",
            rf"\b(?:lent|loaned) {_DETERMINED}presentations?\b",
            r"\bin (?:about )?(?:an? |the |\d+ |two |three |four |five |six |few |several |some |couple |of )+"
            r"(?:days?|weeks?|months?|hours?)\b",
            rf"\bpresentations? (?!{_AFTER_PRESENTATION})[^\W\d]",
            r"\b(?:presentations?|time|hours?|hrs) (?:over|out|up|in|off|on|for|by|to|from)$",
            r"\bstaff[ -](?:time|hours?|hrs|help|support) (?:plans?|data|maps?|surveys?|templates?|applications?|"
            r"inventory|statements?|meetings?|resources?|boards?|drafts?|language|reviews?|management|teams?|groups?|members?)\b",
            r"\b(?:presentations?|talks?) (?:by|via|over|through|in) (?:the )?(?:e-?mail|phone|telephone)",
            r"\b(?:talks?|spoke|briefings?|briefed) (?:(?!by |from |of )[\w&]+ ){0,4}"
            r"(?:chair\w*|members?|planners?|engineers?|clerks?|directors?)\b",
            r"\bpresentations? (?:for|in|under|after|before) (?:the |our |their |an? )?"
            r"(?:discussions?|meetings?|mtgs?|questions)\b",
            r"\bof (?:\d+|two|three|four) presentations?\b|\bpresentations? of (?:\d+|two|three|four)\b",
            r"\bafter hours\b",
        )
    )
)
"""Words in an order that makes another thing of them: a discussion of the presentation, in two weeks."""
_BARE_STAFF = re.compile(r"(?:(?:town|municipal) )?staff(?:_time|time)?(?: \([^()]*\)| (?:from|of) .*)?")
_SURELY_STAFF = re.compile(
    r"\bstaff[ -](?:time|hours?|hrs?|help|support|assistance|assist|visits?|advice|consult(?:ation)?)\b|"
    r"\bhours of (?:municipal |town )?staff\b|\bstaff (?:helped|assisted|advised|worked|lent|loaned)\b|"
    r"\b(?:lent|loaned)\b|\b(?:planner|engineer|coordinator|director)(?:'s)? (?:time|hours)\b|"
    r"\bstaff\b.*\b(?:\d+ ?(?:h|hrs?|hours?|days?|visits?)|half a day)\b"
)
"""Of staff that is only named it is not said that they gave their time: staff at the meeting."""
_PRESENTED = re.compile(
    r"\b(?:presentations?|presented|gave|given|held)\b|\btalks?$|"
    r"^(?:an? |\d+ )?(?:talks?|briefings?|(?:guest )?speakers?)(?= (?:on|about|given)\b|$)"
)
_DISCUSSES = re.compile(r"\b(?:discuss\w*|q-and-a|questions)\b")
_OVER_ZOOM = re.compile(
    r"\b(?:(?:on|by|via|over|through) )?(?:zoom|teams|video)\b|\b(?:virtual(?:ly)?|remote(?:ly)?)\b"
)
_LISTENERS = re.compile(
    r"\b(?:to|for|before|with|at) (?:(?!by |from |then )[\w&]+ ){0,3}?(?:residents|clubs?|groups?)\b"
)
"""Who may listen, and is no town's staff who gives help."""
_BESIDE = re.compile(
    r"(?:shared?|sent) (?:(?:an?|the|their|our) )?(?:templates?|ordinances?|regulations?|polic(?:y|ies)|bylaws?)|"
    r"(?:phone )?calls?|site visits?"
)
"""Other help that a part beside a form may name."""
_PARTED = re.compile(r"[;,\n()]|\. | - | [–—] ")
_OF_A_PRESENTATION = re.compile(r"\b(?:present\w*|talks?|spoke|slides?|power|brief\w*|speakers?)\b")
_UNGIVEN = r"""
    slides? files? pdfs? links? handouts? materials? deck download\w* read saw seen viewed watched attend\w* taped
    video\w* posted record\w* invit\w* prepar\w* drafts? drafted to~follow next set reschedul\w* missed cxl\w* cx'?d
    nixed nobody no~one us mentees? present all checks? award\w* consult(?:ing|ants?) contract\w* outsourc\w* hired
    paid vendors? private firms? cogs? regional state utility zero lack\w* short\w* n/a na nil available
    availability need\w* if upon request\w* demand budget\w* allocat\w* fund\w* wait\w* saved? saving grants? own
    trained volunteers? interns? retired due expected potential\w* when can could may might must go come coming give
    make arrange\w* schedul\w* propos\w* instead either or n 0 0\.0 x skip\w* drop\w* delay\w* cut refus\w* lost
    owed promis\w* avoid\w* reduc\w* spoken hear[ds]? listen\w* join\w* tun\w* templates? outline agenda notes flyer
    brochure posters? copy copies approved? authori\w+ closed shared see un\w+ logs? logged estimat\w* public
    facebook web\w* website dropbox youtube paper e-?mail\w* finished done kind free lunch equipment tools? trucks?
    chippers? line behalf towns pay fee sold returned hold ccm \w*cog
"""
"""What makes a form unlikely; the words above leave it possible."""
_SAID_OF = re.compile(r"\b(?:from|by|via|through|of|presented) (?:(?:the|an?|their|our) )?([^\W\d_][\w'-]*)")


def is_plain(said: str) -> bool:
    """Whether a text that names staff time or a presentation says nothing that may take it back.

    Parameters
    ----------
    said
        In small letters, short words written out: ``presentation to p&z with discussion``.
    """
    return not (_is_doubtful(said) or _is_to_come(said) or _left(said))


def is_likely(said: str) -> bool:
    """Whether a person who is asked would most likely agree that the form was given."""
    if _is_doubtful(said) or _is_to_come(said) or _words(_UNGIVEN).search(said):
        return False
    left = set(_left(said))
    return not left.intersection(match[1] for match in _SAID_OF.finditer(said))


def _is_doubtful(said: str) -> bool:
    return bool(_SIGNS.search(said) or _TURNED.search(said)) or not (_is_of_staff(said) and _was_heard(said))


def _is_of_staff(said: str) -> bool:
    if not re.search(r"\bstaff", said) or _SURELY_STAFF.search(said) or _OF_A_PRESENTATION.search(said):
        return True
    parts = [part.strip() for part in re.split(r"[;,/+&\n]| and ", said)]
    others = [part for part in parts if not _BARE_STAFF.fullmatch(part)]
    return len(others) < len(parts) and not any(
        _is_heard(part) or re.search(r"\b(?:meetings?|mtgs?)\b", part) for part in others
    )


def _was_heard(said: str) -> bool:
    """Whether those who spoke did so before somebody, where the word alone does not say it."""
    speaks = re.search(r"\b(?:spoke|brief\w*|talks?|speakers?|slide|power|slideshows?)\b", said)
    return not speaks or bool(_PRESENTED.search(said) or _is_heard(said))


def _is_heard(said: str) -> bool:
    return bool(_words(_BODY).search(said) or _LISTENERS.search(said) or _DISCUSSES.search(said))


def _left(said: str) -> list[str]:
    """The words of a text that are not allowed for."""
    gave_time = bool("staff" in said or _SURELY_STAFF.search(said))
    presents = bool(_OF_A_PRESENTATION.search(said))
    left: list[str] = []
    for part in _PARTED.split(_without_days(said)):
        if _BESIDE.fullmatch(part.strip()):
            continue
        part = _LISTENERS.sub(" ", _town_names().sub(" ", _ABOUT.sub(_topic, part)))
        if gave_time and not _OF_A_PRESENTATION.search(part):
            known = _allowed(_STAFF) if not presents else _allowed(f"{_STAFF} {_DISCUSSED}")
        else:
            known = _allowed(f"{_PRESENTS} {_DISCUSSED}")
        part = known.sub(" ", _over_zoom(_TIMES.sub(" ", part), said))
        part = _NUMBER.sub(lambda match: match[0] if float(match["number"]) == 0 else " ", part)
        left += re.findall(r"\w[\w'-]*", part)
    return left


def _over_zoom(part: str, said: str) -> str:
    staff_alone = not _OF_A_PRESENTATION.search(said)
    return _OVER_ZOOM.sub(" ", part) if staff_alone or _is_heard(said) else part


def _topic(match: re.Match[str]) -> str:
    """Nothing where a subject is said, the words themselves where it may be none."""
    topic = match["topic"]
    is_known = match["how"] != "on" or _words(_TOPICS).search(topic)
    if _words(_NO_TOPIC).search(topic) or _OF_A_PRESENTATION.search(topic) or "staff" in topic or not is_known:
        return match[0]
    return " "


def _without_days(said: str) -> str:
    for pattern in _DAYS:
        said = pattern.sub(" ", said)
    return said


def _is_to_come(said: str) -> bool:
    """Whether a day, a month or a year that is named is not over for certain."""
    now = clock.today()
    today = (now.year, now.month, now.day)
    return any(_last_of(match) > today for pattern in _DAYS for match in pattern.finditer(said))


def _last_of(match: re.Match[str]) -> tuple[int, int, int]:
    """The last day of what is named, of a month its first; of a day without its year the day is not known."""
    told = match.groupdict()
    if not told.get("year"):
        return 0, 0, 0
    month = told["month"] or ""
    number = int(month) if month.isdigit() else _MONTHS.get(month[:3], 12)
    return int(f"20{told['year']}"[-4:]), number, int(told.get("day") or 1)


@lru_cache(maxsize=1)
def _town_names() -> re.Pattern[str]:
    """The towns of Connecticut as they are written: ``town of kent``, ``e. granby's``."""
    names = sorted((name.casefold() for name in places.towns().index), key=len, reverse=True)
    short = [re.sub(r"^(n|s|e|w)(?:orth|outh|ast|est) ", r"\1\\.? ?", name) for name in names]
    known = "|".join(dict.fromkeys((*names, *short)))
    return re.compile(rf"(?<!\w)(?:(?:town|city) of )?(?:{known})(?:'s?)?(?!\w)")


@lru_cache(maxsize=4)
def _allowed(form: str) -> re.Pattern[str]:
    """What may be said of every form, and the words for this one."""
    return _words(" ".join((_SMALL, _GIVEN, _LONG, _WHO, _BODY, _TO_WHOM, _TOPICS, _EVENTS, form)))


@lru_cache(maxsize=10)
def _words(table: str) -> re.Pattern[str]:
    """Any of a table's words and phrases, longer ones first; a tilde stands for the space in a phrase."""
    phrases = sorted((word.replace("~", " ") for word in table.split()), key=len, reverse=True)
    return re.compile(rf"(?<![\w'])(?:{'|'.join(phrases)})(?:'s|s')?(?![\w'])")
