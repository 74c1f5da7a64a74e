"""What a plan of lessons is made of: lessons, checks, prompts, cards. ``parser`` reads them."""

from dataclasses import dataclass, field

#: A section: its kind and its name, such as ("Check", "first-day").
Key = tuple[str, str]
#: Where a step belongs: into the period, to homework, or for whoever wants more.
PLACES = ("class", "home", "more")
#: What readers do in a step.
STEPS = ("recall", "read", "investigate", "talk", "check", "write")


@dataclass(frozen=True)
class Step:
    """One row of a lesson's plan: a step of the notebook, the page, the sheet.

    ``minutes``: a number for each period of the plan; 0 where none is given. ``shows``: the keys of
    the sections that it shows, such as ``("Check", "first-day")``. ``place``: one of ``PLACES``.
    """

    title: str
    shows: tuple
    students: str = ""
    teacher: str = ""
    minutes: tuple = ()
    place: str = "class"

    @property
    def kind(self) -> str:
        """What a reader does in it, by its title's first word: one of ``STEPS``, or ""."""
        word = self.title.partition(":")[0].strip().lower()
        return word if word in STEPS else ""


@dataclass(frozen=True)
class Part:
    """A piece of a section: Markdown, or Python with the ``tags`` of its cell."""

    text: str
    is_code: bool = False
    tags: tuple = ()


@dataclass(frozen=True)
class Prompt:
    """Something to talk or write about. ``listen_for`` is for instructors: no page shows it.

    ``verb``: whether the box asks how strong the evidence is.
    """

    id: str
    text: str
    compare: str
    listen_for: str
    verb: bool = True


@dataclass(frozen=True)
class Option:
    """One answer to a check that is chosen from a list, and what to say to who chose it."""

    text: str
    feedback: str
    right: bool


@dataclass(frozen=True)
class Pattern:
    """A mistake worth its own feedback: ``test`` is how it is recognised, ``terms`` in what."""

    test: str
    terms: tuple
    feedback: str


@dataclass(frozen=True)
class Check:
    """A question with answers that never mark an opinion.

    ``kind``: single, several (``options``), order (``items``, in the right order) or number
    (``answer``, ``tolerance``, ``unit``). For the last two: ``right``, ``patterns``, ``otherwise``.
    """

    id: str
    kind: str
    question: str
    options: tuple = ()
    items: tuple = ()
    answer: float | None = None
    tolerance: float = 0.0
    unit: str = ""
    right: str = ""
    patterns: tuple = ()
    otherwise: str = ""


@dataclass(frozen=True)
class Cards:
    """A small table to sort, compare or print and cut; the first column names the card."""

    id: str
    columns: tuple
    rows: tuple


@dataclass(frozen=True)
class Coding:
    """A question asked of every card, its choices, and the project's own coding, if offered.

    ``label``: the question in a word or two, for tables and controls. ``column``: of a table, where
    rows are asked and not cards: it holds the project's codes, ``because`` the column of its
    reasons. ``reason``: the reader gives a line of reason with each choice.
    """

    id: str
    cards: str
    question: str
    choices: tuple
    codes: tuple = ()
    label: str = ""
    column: str = ""
    because: str = ""
    reason: bool = False


@dataclass
class Lesson:
    """One lesson of the file, in the order of its plan.

    ``periods``: the lengths in minutes that its plan is for. ``texts``: section name -> Markdown;
    the rest by their ids. ``parts``: what a notebook has of a section, by its key. ``known``: the
    keys of all its sections, shown or not.
    """

    number: int
    title: str
    line: int
    fields: dict = field(default_factory=dict)
    periods: tuple = ()
    known: tuple = ()
    texts: dict = field(default_factory=dict)
    parts: dict = field(default_factory=dict)
    plan: list = field(default_factory=list)
    recall: list = field(default_factory=list)
    words: list = field(default_factory=list)
    readings: dict = field(default_factory=dict)
    investigations: dict = field(default_factory=dict)
    figures: dict = field(default_factory=dict)
    cards: dict = field(default_factory=dict)
    codings: dict = field(default_factory=dict)
    discuss: dict = field(default_factory=dict)
    write: dict = field(default_factory=dict)
    checks: dict = field(default_factory=dict)

    def shows(self, kind: str, name: str = "") -> bool:
        """Whether a step of the plan shows this section."""
        return any((kind, name) in step.shows for step in self.plan)


@dataclass(frozen=True)
class Route:
    """A shorter or longer way through the lessons. ``rows``: (minutes, from, what to do)."""

    id: str
    title: str
    minutes: tuple
    rows: tuple


@dataclass
class Unit:
    """The whole file: its title, its settings, its lessons by number, its routes by id."""

    title: str = ""
    fields: dict = field(default_factory=dict)
    lessons: dict = field(default_factory=dict)
    routes: dict = field(default_factory=dict)
