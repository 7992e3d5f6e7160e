"""Who is in the sample. All of it is invented; telephone numbers are from the ranges kept for stories."""

from __future__ import annotations

from dataclasses import dataclass

from asking.permissions import Role

PROVIDER = "Fernbank Support (sample)"


@dataclass(frozen=True, slots=True)
class Home:
    """A sample service.

    Attributes:
        leaning: How likely a good answer is there, 0 to 1, so that services differ as real ones do.
    """

    name: str
    phone: str
    people: int
    relatives: int
    staff: int
    managers: int
    leaning: float


HOMES = (
    Home("Rowan House", "01632 960101", 22, 15, 12, 2, 0.80),
    Home("Mill Lane", "01632 960102", 20, 14, 11, 2, 0.70),
    Home("Harbour View", "01632 960103", 18, 12, 10, 1, 0.55),
    Home("Oak Street", "01632 960104", 15, 10, 9, 1, 0.75),
    Home("The Willows", "01632 960105", 12, 7, 6, 1, 0.40),
    Home("Station Cottage", "01632 960106", 3, 2, 2, 1, 0.65),
)

LEAD = ("Morgan Ellis", "01632 960110")
DEPUTY = ("Priya Nair", "01632 960111", "Northside Advocacy")
OUTSIDE = ("Robin Hale", "Northside Council", "robin.hale@example.org", "01632 960113")
"""Who is told of worries at Mill Lane when nobody answers."""
STAFF: tuple[tuple[str, Role, str], ...] = (
    ("Alex Reed", Role.ADMINISTRATOR, ""),
    ("Sam Carter", Role.MANAGER, ""),
    ("Kim Doyle", Role.KEYWORKER, "Rowan House"),
    ("Ravi Shah", Role.KEYWORKER, "Rowan House"),
    ("Ola Berg", Role.KEYWORKER, "Mill Lane"),
    ("Jo Finch", Role.KEYWORKER, "Harbour View"),
    ("Tess Quill", Role.KEYWORKER, "Oak Street"),
    ("Ned Price", Role.KEYWORKER, "The Willows"),
    ("Bea Lowe", Role.KEYWORKER, "Station Cottage"),
    (LEAD[0], Role.LEAD, ""),
    (DEPUTY[0], Role.LEAD, ""),
    ("Hana Brook", Role.HELPER, ""),
    ("Lou Grant", Role.BOARD, ""),
)
"""Who can sign in: name, role, and the one service that they work for; '' for all."""
ABROAD = ("Europe/Warsaw", "Australia/Sydney", "Asia/Dhaka", "America/Toronto")
"""Where some relatives live."""
INDEPENDENT = ("Speak Up Northside", "01632 960112")

FIRST_NAMES = (
    "Amina", "Ben", "Carys", "Dev", "Eileen", "Femi", "Grace", "Hamza", "Iris", "Jakub", "Kofi", "Lena", "Marek",
    "Nia", "Omar", "Petra", "Quinn", "Rosa", "Sanjay", "Tilda", "Uma", "Victor", "Wendy", "Yusuf", "Zofia",
)  # fmt: skip
LAST_NAMES = ("Adeyemi", "Bright", "Cole", "Dunn", "Evans", "Farr", "Gill", "Holt")

PERSON_WORDS = (
    "I like my own front door.",
    "I want to cook more.",
    "My room is cold at night.",
    "I get to see my brother on Sundays.",
    "I want to meet new staff first.",
)
FAMILY_WORDS = (
    "The weekly call helps us a lot.",
    "We heard about the new manager very late.",
    "He sounds happier since he moved.",
    "Please tell us sooner when plans change.",
)
STAFF_WORDS = (
    "We need more time to plan with people.",
    "The training about Leila's communication was the best so far.",
    "New staff start before people meet them.",
)
MANAGER_WORDS = (
    "We changed the rota after people asked for it.",
    "I visit too little at the weekend.",
    "The board reads the complaints now.",
)
SEEN_WORDS = (
    "Smiles and leans forward.",
    "Turns away and closes both eyes.",
    "Takes my hand and walks to the door.",
    "Hums and rocks in the chair.",
)
TO_DO_WORDS = (
    "Stop, wait, and ask again with a picture.",
    "Give time. Offer two things to choose from.",
    "Do more of it, and tell the next shift.",
)
DECIDED = "A best-interests meeting with the social worker and the family, for this sample"
A_WORRY = "This is a sample worry. Someone took my phone."


def name_of(number: int) -> str:
    """The invented name of sample person `number`; each of the first 200 is different."""
    return f"{FIRST_NAMES[number % len(FIRST_NAMES)]} {LAST_NAMES[number // len(FIRST_NAMES) % len(LAST_NAMES)]}"
