"""A tiny code: one area, two standards, one warning sign, four prompts that each ask three audiences.

Everyone is asked whether they choose: it is the core.
"""

from __future__ import annotations

from dialogs.model import About, Audience, Question, Reading, Value
from dialogs.pack import Area, Pack, Prompt, RecordKind, Reflection, Standard

AREA = "duq.1"
THREE = {"yes": Value.GOOD, "bit": Value.MIXED, "no": Value.NOT_GOOD}
READINGS = {
    "choose": Reading((f"{AREA}.good.1",), About.FACT, THREE, core=True),
    "listen": Reading((f"{AREA}.good.2",), About.FEELING, THREE),
    "rushed": Reading((f"{AREA}.bad.1",), About.FACT, {"yes": Value.NOT_GOOD, "bit": Value.MIXED, "no": Value.GOOD}),
    "tell": Reading((), About.FEELING, {}),
}
ASKED = {
    "choose": "Do you choose what you do today?",
    "listen": "Do staff listen to you?",
    "rushed": "Are you rushed in the morning?",
    "tell": "What is good about your support?",
}


ASKING = (Audience.PERSON, Audience.FAMILY, Audience.STAFF)


def prompt_id(audience: str, name: str) -> str:
    """Such as `duq.1.person.choose`."""
    return f"{AREA}.{audience}.{name}"


def _prompt(audience: str, name: str) -> Prompt:
    reading = READINGS[name]
    ask = Question(
        prompt_id(audience, name), "choice", ASKED[name], reading.about, "choose", "A picture", core=reading.core
    )
    return Prompt(ask, audience, AREA, reading, ())


def a_pack() -> Pack:
    """The tiny code."""
    prompts = tuple(_prompt(audience, name) for audience in ASKING for name in READINGS)
    return Pack(
        id="duq",
        name="Driving Up Quality Code",
        version="1",
        language="en",
        publisher="Invented",
        source="",
        record_kinds=(RecordKind("visit", "Notes of a visit"), RecordKind("feedback", "Compliment or complaint")),
        areas=(
            Area(AREA, "Support is focused on the person", "Support that fits you"),
            Area("duq.2", "Later", "Later"),
        ),
        standards=(
            Standard(f"{AREA}.good.1", AREA, "People choose what they do each day.", "good"),
            Standard(f"{AREA}.good.2", AREA, "Staff listen to what people say.", "good", ("visit",)),
            Standard(f"{AREA}.bad.1", AREA, "Staff decide the pace of the day.", "warning"),
        ),
        reflections=(
            Reflection(f"{AREA}.ask.1", AREA, "How many people get support like this?"),
            Reflection(f"{AREA}.ask.4", AREA, "What changed because of a family?"),
        ),
        cross_walks=(),
        prompts=prompts,
        frames={},
    )
