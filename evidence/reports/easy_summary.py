"""The easy-read summary of a self-assessment: pictures and short sentences. Checked against the rules by its test."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.pack import Pack
from evidence.reports.document import Block, Heading, Line, Picture, Pictured, Report
from evidence.reports.kinds import Asked, ReportKind
from evidence.reports.preview import found_for, marked
from evidence.reports.self_assessment import about, facts
from evidence.self_assessment.checked import Checked, published
from evidence.self_assessment.declaring import actions_of
from evidence.self_assessment.easy import easy_areas
from evidence.self_assessment.written import Whole
from store.tx import Tx

TITLE = "How good is our support?"
BEGIN = (
    ("search", "A magnifying glass", ("We looked at our support.", "We wanted to know if it is good.")),
    ("talk", "Two people talk", ("People told us what they think.", "Thank you for that.")),
)
RATED = {
    2: ("thumbs-up", "A thumb points up", "We think this is good."),
    1: ("a-bit", "A bit", "We think some of this is good."),
    0: ("thumbs-down", "A thumb points down", "We think this is not good yet."),
    -1: ("dont-know", "A person does not know", "We do not know yet how good this is."),
}
END = (
    (
        "you-said-we-did",
        "Someone speaks and something changes",
        ("You told us what is not good.", "We will change it."),
    ),
    ("plan", "A plan", ("We made a plan.", "You can ask us for the plan.")),
    ("speak-with", "Someone speaks with us", ("Do you think it is different?", "Please tell us.")),
)
NOTHING = (
    ("soon", "Soon", ("We have not looked at our support yet.", "We will do it soon.")),
    ("pencil", "A pencil", ("A manager can start it.", "It is on the staff pages.")),
)


def make(tx: Tx, asked: Asked) -> Report | None:
    """The summary; where nothing is begun, two pictures that say so."""
    found = found_for(tx, asked)
    version = found.signed.version if found and found.signed else 0
    blocks = tuple(_blocks(tx, asked.pack, found.whole, version)) if found else tuple(_pictured(NOTHING))
    report = Report(
        name="easy-read-summary",
        title=TITLE,
        blocks=blocks,
        made_on=asked.today.isoformat(),
        about=about(tx, found.whole)[:1] if found else (),
        easy=True,
        facts=facts(found.whole) if found else {"empty": "yes"},
    )
    return marked(report) if found and found.preview else report


def _blocks(tx: Tx, pack: Pack, whole: Whole, version: int) -> Iterator[Block]:
    heard = "people" in whole.who.groups or "talks" in whole.who.used
    yield from _pictured(BEGIN if heard else BEGIN[:1])
    for area in easy_areas(pack, whole):
        yield Heading(area.name)
        picture, alt, sentence = RATED[area.warmth]
        yield Pictured(Picture(alt, picture), (Line(sentence), *(Line(one) for one in area.sentences)))
    yield from _checked(published(tx, whole, version))
    yield Heading("What comes next")
    yield from _pictured(END if actions_of(tx, whole.assessment.id) else END[2:])


def _checked(found: tuple[Checked, ...]) -> Iterator[Block]:
    if not found:
        return
    yield Heading("Who checked this")
    for one in found:
        agrees = f"They agree with {one.agrees} of {one.of} parts."
        lines = (Line(f"{one.who} checked this."), Line("They wrote it themselves."), Line(agrees))
        yield Pictured(Picture("A magnifying glass", "search"), lines)


def _pictured(found: tuple[tuple[str, str, tuple[str, ...]], ...]) -> Iterator[Pictured]:
    for name, alt, lines in found:
        yield Pictured(Picture(alt, name), tuple(Line(one) for one in lines))


EASY_SUMMARY = ReportKind(
    "easy-read-summary",
    "Easy-read summary",
    "The self-assessment for everyone: pictures and short sentences, checked against the rules.",
    make,
)
