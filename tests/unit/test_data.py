"""A lint of the shipped tables: it reads every file and reports all faults at once.

A fault reads ``file: row: column: problem``; the row is the one a spreadsheet shows, the header being 1.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

DATA = Path(__file__).parents[2] / "data"
COLUMNS = {
    "towns.csv": ("town geoid_2020 geoid_2022 cog county population_2020 land_sq_mi lat lon label_lat label_lon"),
    "cogs.csv": "cog name planning_region towns website source note",
    "town_borders.csv": "town_a town_b kind shared_km",
    "place_aliases.csv": "alias town kind source",
    "places_outside.csv": "place state source",
    "categories.csv": "category name category_2018 name_2018 basis",
    "actions.csv": ("numbering first_year last_year action category title title_seen number_basis points source note"),
    "action_words.csv": "said title_words plain source",
    "title_words.csv": "word title_words kind",
    "awards.csv": "town level year round date_seen points evidence source note",
    "success_stories.csv": "town certification as_printed source note",
}
TOWNS_IN = {
    "CRCOG": 38,
    "MetroCOG": 6,
    "RiverCOG": 17,
    "NVCOG": 19,
    "NECCOG": 16,
    "NHCOG": 21,
    "SCRCOG": 15,
    "SCCOG": 19,
    "WestCOG": 18,
}
SURPRISING_MEMBERSHIP = {
    "Lyme": "RiverCOG",
    "Old Lyme": "RiverCOG",
    "Windham": "SCCOG",
    "Voluntown": "NECCOG",
    "Bristol": "NVCOG",
    "Stafford": "CRCOG",
    "New Milford": "WestCOG",
    "Bridgewater": "WestCOG",
}
LOOK_ALIKES = (
    "Canaan, North Canaan, New Canaan, Windsor, East Windsor, South Windsor, Windsor Locks, Stonington, "
    "North Stonington, Haddam, East Haddam, Lyme, Old Lyme, East Lyme, Hartford, New Hartford, "
    "East Hartford, West Hartford, Branford, North Branford, Milford, New Milford, New Haven, North Haven, "
    "East Haven, West Haven, Granby, East Granby, Hampton, East Hampton, Fairfield, New Fairfield"
)
COUNTIES = {
    "Fairfield",
    "Hartford",
    "Litchfield",
    "Middlesex",
    "New Haven",
    "New London",
    "Tolland",
    "Windham",
}
LATITUDES, LONGITUDES = (40.95, 42.06), (-73.73, -71.78)
ALIAS_KINDS = {
    "abbrev", "borough", "census_cdp", "city", "legal_form", "organization", "split", "usps", "usps_split", "village",
}  # fmt: skip
EVIDENCE = {
    "COG article",
    "action page",
    "certification report",
    "list",
    "local article",
    "newsletter mention",
    "newspaper",
    "third-party mention",
    "town article",
}
NUMBERINGS = {"2018": (2018, 2020, 10), "2021": (2021, 2026, 13)}
"""First year, last year and highest category of each way in which actions were numbered."""

Rows = list[tuple[int, dict[str, str]]]


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def rows(name: str) -> Rows:
    """The rows of a table, each with its line number in a spreadsheet."""
    return list(enumerate(read(DATA / name).to_dict("records"), 2))


def tables() -> list[Path]:
    """Every shipped CSV file: not what a user keeps in ``local``."""
    return [path for path in sorted(DATA.rglob("*.csv")) if "local" not in path.relative_to(DATA).parts]


def table_names() -> set[str]:
    return {path.name for path in DATA.glob("*.csv")}


def test_the_tables_have_no_fault() -> None:
    # The other checks need the columns; without them they would end in a KeyError instead of a report.
    faults = list(headers_are_as_expected()) or [fault for check in CHECKS for fault in check()]
    assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults)


def test_the_tables_are_the_ones_that_are_expected() -> None:
    assert table_names() == set(COLUMNS)


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_the_readme_describes_each_column_of_a_table_in_its_order(name: str) -> None:
    assert described_columns().get(name) == list(read(DATA / name).columns)


def test_the_readme_describes_no_table_that_is_not_there() -> None:
    assert set(described_columns()) == table_names()


def test_the_readme_explains_every_kind_of_alias() -> None:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    assert [kind for kind in sorted(ALIAS_KINDS) if f"`{kind}`" not in text] == []


def described_columns() -> dict[str, list[str]]:
    """The columns that each ``## name.csv`` section of the README lists in its table."""
    sections = re.split(r"^## ", (DATA / "README.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = {}
    for section in sections:
        heading, _, body = section.partition("\n")
        if heading.endswith(".csv"):
            found[heading] = re.findall(r"^\| `(\w+)` \| \S", body, flags=re.MULTILINE)
    return found


def bytes_are_plain() -> Iterator[str]:
    """No byte order mark, line feeds only, one at the end, no blank before one, no blank line."""
    for path in tables():
        where, data = path.relative_to(DATA), path.read_bytes()
        if data.startswith(b"\xef\xbb\xbf"):
            yield f"{where}: 1: : begins with a byte order mark"
        lines = data.split(b"\n")
        if lines.pop():
            yield f"{where}: {len(lines) + 1}: : does not end with a line feed"
        for number, line in enumerate(lines, 1):
            if b"\r" in line:
                yield f"{where}: {number}: : has a carriage return"
            elif line != line.rstrip():
                yield f"{where}: {number}: : ends in a blank"
            if not line:
                yield f"{where}: {number}: : is empty"


def headers_are_as_expected() -> Iterator[str]:
    for name, columns in COLUMNS.items():
        try:
            found = " ".join(read(DATA / name).columns)
        except (FileNotFoundError, UnicodeDecodeError) as error:
            yield f"{name}: : : cannot be read as UTF-8: {error}"
        else:
            if found != columns:
                yield f"{name}: 1: : columns are {found}, expected {columns}"


def cells_are_clean() -> Iterator[str]:
    """No blanks at either end, no line break, nothing a spreadsheet would run as a formula."""
    for path in tables():
        for number, row in enumerate(read(path).to_dict("records"), 2):
            for column, cell in row.items():
                where = f"{path.relative_to(DATA)}: {number}: {column}"
                if cell != cell.strip():
                    yield f"{where}: {cell!r} has a blank at an end"
                if "\n" in cell or "\t" in cell or "  " in cell:
                    yield f"{where}: {cell!r} has a line break, a tab or two blanks"
                if cell[:1] in ("=", "+", "-", "@") and not is_number(cell):
                    yield f"{where}: {cell!r} begins like a formula"


def needed_cells_are_filled() -> Iterator[str]:
    may_be_empty = {
        "cogs.csv": {"website"},
        "categories.csv": {"category_2018", "name_2018"},
        "actions.csv": {"action", "title", "points", "note"},
        "awards.csv": {"level", "year", "round", "date_seen", "points", "note"},
    }
    for name, columns in COLUMNS.items():
        for number, row in rows(name):
            for column in columns.split():
                if not row[column] and column not in may_be_empty.get(name, set()):
                    yield f"{name}: {number}: {column}: is empty"


def rows_occur_once() -> Iterator[str]:
    for name in COLUMNS:
        table = read(DATA / name)
        for index in table.index[table.duplicated()]:
            yield f"{name}: {index + 2}: : is a copy of an earlier row"


def towns_are_sound() -> Iterator[str]:
    name, table = "towns.csv", read(DATA / "towns.csv")
    if len(table) != 169:
        yield f"{name}: : town: {len(table)} towns, expected 169"
    if list(table["town"]) != sorted(table["town"]):
        yield f"{name}: : town: not sorted"
    for column in ("town", "geoid_2020", "geoid_2022"):
        for value in repeated(table[column]):
            yield f"{name}: : {column}: {value} occurs more than once"
    for number, row in rows(name):
        for column in ("geoid_2020", "geoid_2022"):
            if not re.fullmatch(r"09\d{8}", row[column]):
                yield f"{name}: {number}: {column}: {row[column]!r} is not ten digits beginning with 09"
        if row["geoid_2020"][-5:] != row["geoid_2022"][-5:]:
            yield f"{name}: {number}: geoid_2022: does not end in the town code of geoid_2020"
        if row["county"] not in COUNTIES:
            yield f"{name}: {number}: county: {row['county']!r} is not a county of Connecticut"
        if not re.fullmatch(r"[1-9]\d+", row["population_2020"]):
            yield f"{name}: {number}: population_2020: {row['population_2020']!r} is not a whole number"
        if not is_number(row["land_sq_mi"]) or not 4 < float(row["land_sq_mi"]) < 65:
            yield f"{name}: {number}: land_sq_mi: {row['land_sq_mi']!r} is not the area of a town"
        for column in ("lat", "lon", "label_lat", "label_lon"):
            low, high = LATITUDES if column.endswith("lat") else LONGITUDES
            if not is_number(row[column]) or not low < float(row[column]) < high:
                yield f"{name}: {number}: {column}: {row[column]!r} is outside Connecticut"
    if (total := sum(int(value) for value in table["population_2020"] if value.isdigit())) != 3_605_944:
        yield f"{name}: : population_2020: {total:,} residents, expected 3,605,944"


def codes_agree_with_counties_and_regions() -> Iterator[str]:
    table = read(DATA / "towns.csv")
    for code, place in (("geoid_2020", "county"), ("geoid_2022", "cog")):
        pairs = set(zip(table[code].str[:5], table[place], strict=True))
        for value in repeated([first for first, _ in pairs]) + repeated([second for _, second in pairs]):
            yield f"towns.csv: : {code}: {value} does not go with one {place} only"


def membership_is_right() -> Iterator[str]:
    towns, cogs = read(DATA / "towns.csv"), read(DATA / "cogs.csv")
    counted = Counter(towns["cog"])
    for cog in sorted(set(counted) | set(TOWNS_IN)):
        if counted[cog] != TOWNS_IN.get(cog, 0):
            yield f"towns.csv: : cog: {cog} has {counted[cog]} towns, expected {TOWNS_IN.get(cog, 0)}"
    if list(cogs["cog"]) != list(TOWNS_IN):
        yield f"cogs.csv: : cog: {list(cogs['cog'])}, expected {list(TOWNS_IN)}"
    for number, row in rows("cogs.csv"):
        if row["towns"] != str(TOWNS_IN.get(row["cog"])):
            yield f"cogs.csv: {number}: towns: {row['towns']!r}, expected {TOWNS_IN.get(row['cog'])}"
        if not row["planning_region"].endswith(" Planning Region"):
            yield f"cogs.csv: {number}: planning_region: {row['planning_region']!r} is not one"
        if re.search(r"[:/]", row["website"]):
            yield f"cogs.csv: {number}: website: {row['website']!r} is not a bare domain"
    cog_of = dict(zip(towns["town"], towns["cog"], strict=True))
    for town, cog in SURPRISING_MEMBERSHIP.items():
        if cog_of.get(town) != cog:
            yield f"towns.csv: : cog: {town} is in {cog_of.get(town)}, expected {cog}"
    for town in LOOK_ALIKES.split(", "):
        if town not in cog_of:
            yield f"towns.csv: : town: {town} is missing"


def borders_are_sound() -> Iterator[str]:
    name, table = "town_borders.csv", read(DATA / "town_borders.csv")
    if (kinds := Counter(table["kind"])) != {"land": 448, "point": 11}:
        yield f"{name}: : kind: {dict(kinds)}, expected 448 land and 11 point"
    pairs = list(zip(table["town_a"], table["town_b"], strict=True))
    if pairs != sorted(pairs):
        yield f"{name}: : town_a: not sorted"
    for pair in repeated([tuple(sorted(pair)) for pair in pairs]):
        yield f"{name}: : town_a: {pair[0]} and {pair[1]} occur more than once"
    towns = set(read(DATA / "towns.csv")["town"])
    for number, row in rows(name):
        if row["town_a"] >= row["town_b"]:
            yield f"{name}: {number}: town_a: {row['town_a']} does not come before {row['town_b']}"
        for column in ("town_a", "town_b"):
            if row[column] not in towns:
                yield f"{name}: {number}: {column}: {row[column]!r} is not a town"
        length = float(row["shared_km"]) if is_number(row["shared_km"]) else -1.0
        if length < 0 or length > 40 or (length > 0) != (row["kind"] == "land"):
            yield f"{name}: {number}: shared_km: {row['shared_km']!r} does not go with {row['kind']}"
    on_land = table[table["kind"] == "land"]
    for town in sorted(towns - set(on_land["town_a"]) - set(on_land["town_b"])):
        yield f"{name}: : town_a: {town} has no border"


def aliases_are_unambiguous_or_say_so() -> Iterator[str]:
    name, table = "place_aliases.csv", read(DATA / "place_aliases.csv")
    towns = {plain(town): town for town in read(DATA / "towns.csv")["town"]}
    pairs = list(zip(table["alias"], table["town"], strict=True))
    if pairs != sorted(pairs):
        yield f"{name}: : alias: not sorted"
    for pair in repeated(pairs):
        yield f"{name}: : alias: {pair[0]} stands for {pair[1]} more than once"
    for number, row in rows(name):
        if row["town"] not in towns.values():
            yield f"{name}: {number}: town: {row['town']!r} is not a town"
        if plain(row["alias"]) in towns:
            yield f"{name}: {number}: alias: {row['alias']!r} is the name of a town"
        if row["kind"] not in ALIAS_KINDS:
            yield f"{name}: {number}: kind: {row['kind']!r}; allowed: {sorted(ALIAS_KINDS)}"
    for alias, group in table.assign(plain=table["alias"].map(plain)).groupby("plain"):
        if group["town"].nunique() > 1 and set(group["kind"]) != {"split"}:
            yield f"{name}: : alias: {alias!r} stands for {sorted(set(group['town']))} but is not split"
        if group["town"].nunique() == 1 and "split" in set(group["kind"]):
            yield f"{name}: : alias: {alias!r} is split but stands for one town"


def categories_are_sound() -> Iterator[str]:
    name, table = "categories.csv", read(DATA / "categories.csv")
    if list(table["category"]) != [str(number) for number in range(1, 14)]:
        yield f"{name}: : category: not 1 to 13 in order"
    if set(table["category_2018"]) - {""} != {str(number) for number in range(1, 11)}:
        yield f"{name}: : category_2018: not 1 to 10"
    for number, row in rows(name):
        if bool(row["category_2018"]) != bool(row["name_2018"]):
            yield f"{name}: {number}: name_2018: a number without a name, or a name without a number"
    names = table[table["category_2018"] != ""].groupby("category_2018")["name_2018"].nunique()
    for category in names.index[names > 1]:
        yield f"{name}: : name_2018: category {category} has two names"


def actions_are_sound() -> Iterator[str]:
    name = "actions.csv"
    for number, row in rows(name):
        where = f"{name}: {number}"
        first, last, highest = NUMBERINGS.get(row["numbering"], (0, -1, 0))
        if not first <= whole(row["first_year"]) <= whole(row["last_year"]) <= last:
            years = f"{row['first_year']} to {row['last_year']}"
            yield f"{where}: first_year: {years} is not within numbering {row['numbering']}"
        if not 1 <= whole(row["category"]) <= highest:
            yield f"{where}: category: {row['category']!r} is not one of numbering {row['numbering']}"
        if row["action"] and not re.fullmatch(rf"{row['category']}\.[1-9]\d?", row["action"]):
            yield f"{where}: action: {row['action']!r} is not a number of category {row['category']}"
        if row["number_basis"] not in {"seen", "inferred", "draft", "not_seen"}:
            yield f"{where}: number_basis: {row['number_basis']!r}; allowed: seen, inferred, draft, not_seen"
        if (row["number_basis"] == "not_seen") != (not row["action"]):
            yield f"{where}: number_basis: {row['number_basis']} does not go with action {row['action']!r}"
        if row["title_seen"] != ("yes" if row["title"] else "no"):
            yield f"{where}: title_seen: {row['title_seen']!r} does not go with title {row['title']!r}"
        if re.search(r"[\[\]]|\.\.\.", row["title"]):
            yield f"{where}: title: {row['title']!r} has an editor's mark in it"
        if row["title"].endswith("…") != ("cut off" in row["note"]):
            yield f"{where}: note: does not say that the title is cut off, or says so of a whole one"
        if row["points"] and not re.fullmatch(r"\d+(; \d+)*", row["points"]):
            yield f"{where}: points: {row['points']!r} is not a list of whole numbers"
    yield from action_numbers_have_one_title_a_year()


def action_numbers_have_one_title_a_year() -> Iterator[str]:
    claimed = Counter(
        (year, row["action"])
        for _, row in rows("actions.csv")
        if row["action"]
        for year in range(whole(row["first_year"]), whole(row["last_year"]) + 1)
    )
    for (year, action), times in claimed.items():
        if times > 1:
            yield f"actions.csv: : action: {action} occurs {times} times for {year}"


def action_words_stand_in_titles() -> Iterator[str]:
    """A row whose words stand in no title offers nothing."""
    name, table = "action_words.csv", read(DATA / "action_words.csv")
    titles = [re.findall(r"[a-z]+", title.casefold()) for title in read(DATA / "actions.csv")["title"]]
    pairs = list(zip(table["said"].str.casefold(), table["title_words"], strict=True))
    if pairs != sorted(pairs):
        yield f"{name}: : said: not sorted"
    for pair in repeated(pairs):
        yield f"{name}: : said: {pair[0]} stands for {pair[1]} more than once"
    for number, row in rows(name):
        if row["plain"] not in ("no", "yes"):
            yield f"{name}: {number}: plain: {row['plain']!r}; allowed: yes and no"
        words = row["title_words"].casefold().split()
        if not any(all(any(other.startswith(word[:-1]) for other in title) for word in words) for title in titles):
            yield f"{name}: {number}: title_words: {row['title_words']!r} stands in no title"


def title_words_are_sound() -> Iterator[str]:
    name, table = "title_words.csv", read(DATA / "title_words.csv")
    order = list(zip(table["kind"], table["word"].str.casefold(), table["title_words"], strict=True))
    if order != sorted(order):
        yield f"{name}: : word: not sorted by kind and word"
    for number, row in rows(name):
        if row["kind"] not in ("anywhere", "beside", "first", "instead", "joining", "opening"):
            yield f"{name}: {number}: kind: {row['kind']!r} is none of those that the README explains"
        if (row["kind"] == "instead") == (row["word"] == row["title_words"]):
            yield f"{name}: {number}: title_words: {row['title_words']!r} does not go with kind {row['kind']}"


def places_outside_are_no_towns_here() -> Iterator[str]:
    """A name that is understood in Connecticut is never asked about, so that its row would offer nothing."""
    name, table = "places_outside.csv", read(DATA / "places_outside.csv")
    here = {plain(known) for known in (*read(DATA / "towns.csv")["town"], *read(DATA / "place_aliases.csv")["alias"])}
    pairs = list(zip(table["place"], table["state"], strict=True))
    if pairs != sorted(pairs):
        yield f"{name}: : place: not sorted"
    for pair in repeated(pairs):
        yield f"{name}: : place: {pair[0]}, {pair[1]} occurs more than once"
    for number, row in rows(name):
        if plain(row["place"]) in here:
            yield f"{name}: {number}: place: {row['place']!r} is a name in Connecticut"
        if row["state"] not in ("MA", "NH", "NY", "RI", "VT"):
            yield f"{name}: {number}: state: {row['state']!r}; allowed: MA, NH, NY, RI, VT"


def awards_are_sound() -> Iterator[str]:
    name, towns = "awards.csv", set(read(DATA / "towns.csv")["town"])
    allowed = {
        "level": {"", "Bronze", "Silver", "Gold", "Climate Leader"},
        "round": {"", "spring", "fall"},
        "evidence": EVIDENCE,
    }
    for number, row in rows(name):
        where = f"{name}: {number}"
        if row["town"] not in towns:
            yield f"{where}: town: {row['town']!r} is not a town"
        for column, values in allowed.items():
            if row[column] not in values:
                yield f"{where}: {column}: {row[column]!r}; allowed: {sorted(values)}"
        if row["year"] and not 2018 <= whole(row["year"]) <= 2026:
            yield f"{where}: year: {row['year']!r} is not a year of the programme"
        if row["round"] and whole(row["year"]) < 2020:
            yield f"{where}: round: there were no two rounds in {row['year'] or 'an unknown year'}"
        if row["date_seen"] and not is_date(row["date_seen"]):
            yield f"{where}: date_seen: {row['date_seen']!r} is not YYYY, YYYY-MM or YYYY-MM-DD"
        if row["year"] and not row["date_seen"].startswith(row["year"]):
            yield f"{where}: date_seen: {row['date_seen']!r} is not in {row['year']}"
        if row["points"] and not 200 <= whole(row["points"]) <= 2_500:
            yield f"{where}: points: {row['points']!r} is not what a certified town has"


def success_stories_are_sound() -> Iterator[str]:
    name, towns = "success_stories.csv", set(read(DATA / "towns.csv")["town"])
    for number, row in rows(name):
        if row["town"] not in towns:
            yield f"{name}: {number}: town: {row['town']!r} is not a town"
        if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", row["certification"]):
            yield f"{name}: {number}: certification: {row['certification']!r} is not YYYY-MM"
    found = [(row["town"], row["certification"]) for _, row in rows(name)]
    expected = [
        ("Glastonbury", "2021-11"),
        ("Groton", "2021-11"),
        ("Litchfield", "2021-11"),
        ("Old Lyme", "2021-11"),
        ("Coventry", "2022-05"),
        ("Darien", "2022-10"),
        ("Bristol", "2023-09"),
    ]
    if found != expected:
        yield f"{name}: : town: {found}, expected {expected}"


CHECKS = (
    bytes_are_plain,
    cells_are_clean,
    needed_cells_are_filled,
    rows_occur_once,
    towns_are_sound,
    codes_agree_with_counties_and_regions,
    membership_is_right,
    borders_are_sound,
    aliases_are_unambiguous_or_say_so,
    places_outside_are_no_towns_here,
    categories_are_sound,
    actions_are_sound,
    action_words_stand_in_titles,
    title_words_are_sound,
    awards_are_sound,
    success_stories_are_sound,
)


def is_number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", cell) is not None


def whole(cell: str) -> int:
    """A whole number, or -1 where the cell is not one, so that one bad cell does not hide other faults."""
    return int(cell) if cell.isdigit() else -1


def is_date(cell: str) -> bool:
    """Whether a cell is a year, a month of a year, or a day."""
    return re.fullmatch(r"20\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", cell) is not None


def plain(name: str) -> str:
    """A name without case, dots and apostrophes: what a reader would take for the same."""
    return re.sub(r"[.']", "", name).casefold()


def repeated(values: Iterable[Any]) -> list[Any]:
    """The values that occur more than once, in their order."""
    return [value for value, times in Counter(values).items() if times > 1]
