"""The product's pages, once: what the menu, the tests and the README go by."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One page.

    Attributes
    ----------
    file
        Its script, from the project's top.
    answers
        The question it answers.
    """

    key: str
    file: str
    title: str
    icon: str
    answers: str

    @property
    def path(self) -> str:
        """Its address on the server: '' for the home page."""
        return "" if self.file == "app.py" else self.key


PAGES: tuple[Page, ...] = (
    Page("overview", "app.py", "Overview", ":material/dashboard:", "How does my region stand, and what needs me now?"),
    Page("network", "pages/network.py", "Network", ":material/hub:", "Who mentors whom, here and across regions?"),
    Page(
        "points",
        "pages/points.py",
        "Points",
        ":material/workspace_premium:",
        "Who has which points, why, and until when?",
    ),
    Page(
        "town",
        "pages/town.py",
        "Town",
        ":material/location_city:",
        "How does one town stand, and what is its next step?",
    ),
    Page(
        "mentors",
        "pages/mentors.py",
        "Find mentors",
        ":material/handshake:",
        "Which towns need a mentor, and whom do I call?",
    ),
    Page(
        "plan",
        "pages/plan.py",
        "Plan",
        ":material/route:",
        "Which introductions bring the region most points?",
    ),
    Page(
        "present",
        "pages/present.py",
        "Present",
        ":material/slideshow:",
        "How do I show this at the meeting?",
    ),
    Page(
        "records",
        "pages/records.py",
        "Records",
        ":material/table_view:",
        "What are these numbers made from, and how do I use mine?",
    ),
    Page(
        "guide",
        "pages/guide.py",
        "Guide",
        ":material/menu_book:",
        "What does action 8.5 ask, and what do the words mean?",
    ),
)


def page(key: str) -> Page:
    """The page of that key."""
    return next(known for known in PAGES if known.key == key)
