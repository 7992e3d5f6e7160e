"""Whether actions worked, as a report tells it: what people say since, and whether it got better for who had said it.

What is published holds the second only, and only where it may stand on a wall.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dialogs.model import Audience
from evidence.action_evidence import Readings, Told, known, told
from evidence.changes import Came, in_figures, in_plain_words
from evidence.register import Verdict
from evidence.reports.document import Line
from evidence.reports.evidence_words import SOURCES, day
from evidence.reports.kinds import Asked
from evidence.reports.links import worked_links
from evidence.reports.you_said import since
from locales import ENGLISH
from store import action_notes
from store.action import Action, Status
from store.tx import Tx

BY_THEN_DONE = "It was done before we began to compare."


class Worked:
    """What is known of some actions, read at once.

    Args:
        tx: A read transaction.
        asked: For whom, and of which code.
        found: The actions.
        came: Id of an action → the changes that people were told of, as far as this reader may see them.
    """

    def __init__(self, tx: Tx, asked: Asked, found: Sequence[Action], came: Mapping[int, tuple[Came, ...]]) -> None:
        self._tx, self._pack, self._public, self._came = tx, asked.pack, asked.reader.public, came
        done = [one for one in found if one.status is Status.DONE and known(asked.pack, one.said.standards)]
        names = (name for one in done for name in known(asked.pack, one.said.standards))
        self._done = {one.id for one in done}
        self._readings = Readings(tx, asked.pack, names) if done and not self._public else None

    def lines(self, action: Action) -> tuple[Line, ...]:
        """What the report says of one; nothing where nothing is known."""
        if self._public:
            return tuple(_published(self._came.get(action.id, ())))
        link = f"/staff/actions/{action.id}#worked"
        return tuple(one if one.link else replace(one, link=link) for one in self._of_staff(action))

    def _of_staff(self, action: Action) -> Iterator[Line]:
        for came in self._came.get(action.id, ()):
            link = f"/staff/changes/{came.change.id}"
            yield Line(f"People were told: {_one_line(came.change.did)}", bold=True, link=link)
            yield Line(in_plain_words(came.better), link=link)
            if figures := in_figures(came.better):
                yield Line(figures, link=link)
        if self._readings is not None and action.id in self._done:
            yield from self._held(told(self._readings, action, action_notes.basis(self._tx, action.id)))

    def _held(self, every: Sequence[Told]) -> Iterator[Line]:
        """Each standard with what can be told of it; of people who are supported also that it cannot, and why."""
        for standard in dict.fromkeys(one.standard for one in every):
            here = [one for one in every if one.standard == standard and _is_said(one)]
            if here:
                yield Line(self._name(standard), bold=True)
            for one in here:
                yield from _told(one)

    def _name(self, standard: str) -> str:
        """A standard's statement, or an area's name."""
        statements = {one.id: one.statement for one in self._pack.standards}
        return statements.get(standard) or next(one.name for one in self._pack.areas if one.id == standard)


def _told(one: Told) -> Iterator[Line]:
    """The verdict in words, and under it each figure, which leads to what it is made of."""
    links = worked_links(one)
    about = next((piece.about for piece in one.works.pieces if piece.about), None)
    yield Line(f"{SOURCES[one.source]}: {one.works.plain}{_dated(one)}", link=links.get(about or "", ""))
    for piece in one.works.figures:
        yield Line(_capital(piece.text), link=links.get(piece.about or "", ""), bullet=True)


def _is_said(one: Told) -> bool:
    return one.source is Audience.PERSON or one.works.verdict is not Verdict.UNKNOWN


def _dated(one: Told) -> str:
    """From which day 'before' is, where that is not the day on which the action was opened."""
    late = f" {BY_THEN_DONE}" if one.kept_late else ""
    return f" ‘Before’ is from {day(one.kept_on)}, when it was linked.{late}" if one.kept_on else ""


def _published(came: Sequence[Came]) -> Iterator[Line]:
    for one in came:
        if one.public and one.better.words:
            yield Line(f"People were told: {_one_line(one.change.did)}", bold=True)
            yield Line(since(one.better.words, ENGLISH.gettext))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _one_line(text: str) -> str:
    return " ".join(text.split())
