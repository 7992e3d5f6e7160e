"""A small talk with every kind of screen, with pictures that exist."""

from __future__ import annotations

from dialogs.model import (
    About,
    Audience,
    CarryOn,
    Choice,
    Closing,
    Company,
    Consent,
    Flow,
    Information,
    Practice,
    Question,
    Reading,
    Scale,
    Step,
    Value,
)
from tests.dialogs.flows import named

YES = Choice("yes", "Yes", "yes")
NO = Choice("no", "No", "no")
A_BIT = Choice("a-bit", "A bit", "a-bit")
SCALE = Scale(
    two=(YES, NO),
    three=(YES, A_BIT, NO),
    five=(
        YES,
        Choice("mostly-yes", "Mostly yes", "mostly-yes", "yes"),
        A_BIT,
        Choice("mostly-no", "Mostly no", "mostly-no", "no"),
        NO,
    ),
)

WELCOME = Information("welcome", ("Hello.", "This talk is about your support."), "hello", "A hand waves hello")
CONSENT = Consent("consent", "1", ("You can say no.",), "Do you want to take part?", YES, NO, "consent", "A form")
PRESENT = Company(
    "present",
    "present",
    "Who is here with you now?",
    (
        Choice("nobody", "Just me", "alone", alone=True),
        Choice("family", "Family", "family"),
        Choice("staff", "Staff", "staff"),
    ),
    "with-others",
    "A person with other people",
    ("You can pick more than one.",),
)
HELP = Company(
    "help",
    "help",
    "How do you want to answer?",
    (Choice("alone", "By myself", "by-myself"), Choice("supported", "With help", "with-help")),
    "with-help",
    "Two people do it together",
)
PRACTICE = Practice("tea", "Does this picture show tea?", 3, ("yes",), "tea", "A hot drink", ("This is not a test.",))
DAY = Question(
    "day",
    "choice",
    "Did you choose what to do today?",
    About.FACT,
    "choose-day",
    "A finger points at a day",
    ("Think about your day up to now.",),
)
HOME = Question(
    "home",
    "either_or",
    "Who chose your home?",
    About.FACT,
    "choose-home",
    "A finger points at one house",
    choices=(Choice("me", "I chose", "me"), Choice("others", "Other people", "others")),
)
SEEN = Question(
    "seen",
    "several",
    "Who did you see this week?",
    About.FACT,
    "people",
    "Three people",
    ("You can pick more than one.",),
    choices=(
        Choice("family", "Family", "family"),
        Choice("friends", "Friends", "friends"),
        Choice("neighbours", "Neighbours", "neighbours"),
        Choice("nobody", "Nobody", "nobody", alone=True),
    ),
)
REST = CarryOn(
    "rest",
    "Do you want to carry on now, or another day?",
    Choice("carry-on", "Carry on", "carry-on"),
    Choice("stop", "Another day", "another-day"),
    "calendar",
    "A calendar",
)
WISH = Question("wish", "text", "What do you want to change?", About.FEELING, "own-words", "A bubble and a pencil")
MORE = Question("more", "voice", "What else do you want to say?", About.FEELING, "microphone", "A microphone")
CLOSING = Closing("closing", ("Thank you for talking with us.", "We keep your answers."), "thank-you", "Hands")

STEPS: tuple[Step, ...] = (*(WELCOME, CONSENT, PRESENT, HELP, PRACTICE, DAY, HOME, SEEN, REST, WISH, MORE, CLOSING),)


def small_flow(*steps: Step, language: str = "en") -> Flow:
    """A flow of these steps; of every kind of step when none is given."""
    steps = steps or STEPS
    readings = {
        step.id: Reading(("s.1",), step.about, {"yes": Value.GOOD}) for step in steps if isinstance(step, Question)
    }
    flow = Flow("", "tiny", "1", Audience.PERSON, ("tiny.1",), language, SCALE, steps, readings)
    return named(flow)
