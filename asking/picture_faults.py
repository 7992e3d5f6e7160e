"""What can be wrong with a picture that someone wants to add. Everything is told at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from store import people, services
from store.own_pictures import Level
from store.tx import Tx

LONGEST = 100
DAY = "2027-03-31"


@dataclass(frozen=True, slots=True)
class Wish:
    """A picture to add, as it was typed.

    Attributes:
        whose: Id of the person or service; 0 for the provider.
        shows_person: There is a person in the picture: someone must have agreed, until a day.
        until: The last day on which it may be shown, such as `2027-03-31`; '' for no end.
    """

    concept: str
    level: Level
    whose: int
    owner: str
    licence: str
    agreed_by: str
    until: str
    alt: str
    shows_person: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        field: Of `Wish`, or `file`.
        code: Stable, for scripts and docs.
    """

    field: str
    code: str
    sentence: str


def faults_in(wish: Wish, concepts: Collection[str], today: str) -> tuple[Fault, ...]:
    """All that can be told without the database."""
    return tuple(_faults(wish, concepts, today))


def fault_of_place(tx: Tx, wish: Wish) -> tuple[Fault, ...]:
    """Whether the person or service is there."""
    if wish.level is Level.SERVICE and services.get(tx, wish.whose) is None:
        return (Fault("whose", "no-service", "There is no such service."),)
    person = people.get(tx, wish.whose) if wish.level is Level.PERSON else None
    if wish.level is Level.PERSON and (person is None or person.forgotten_at):
        return (Fault("whose", "no-person", "There is no person with this number."),)
    return ()


def _faults(wish: Wish, concepts: Collection[str], today: str) -> Iterator[Fault]:
    if wish.concept not in concepts:
        yield Fault("concept", "no-concept", "Choose the picture whose place it takes.")
    needed = (
        ("owner", wish.owner, "no-owner", "Say who owns the picture."),
        ("licence", wish.licence, "no-licence", "Say why you may use the picture."),
        ("alt", wish.alt, "no-alt", "Say in plain words what the picture shows."),
    )
    for field, value, code, sentence in needed:
        if not value.strip():
            yield Fault(field, code, sentence)
    for field, value in (
        ("owner", wish.owner),
        ("licence", wish.licence),
        ("agreed_by", wish.agreed_by),
        ("alt", wish.alt),
    ):
        if len(value) > LONGEST:
            yield Fault(field, "too-long", f"Use no more than {LONGEST} characters.")
    if wish.shows_person and not wish.agreed_by.strip():
        yield Fault("agreed_by", "no-consent", "Say who agreed. There is a person in the picture.")
    yield from _fault_of_day(wish, today)


def _fault_of_day(wish: Wish, today: str) -> Iterator[Fault]:
    if not wish.until:
        if wish.shows_person or wish.agreed_by.strip():
            yield Fault("until", "no-end", "Say until when they agreed.")
        return
    try:
        day = date.fromisoformat(wish.until)
    except ValueError:
        day = None
    if day is None or day.isoformat() != wish.until:
        yield Fault("until", "not-a-day", f"Write a day, such as {DAY}.")
    elif wish.until < today:
        yield Fault("until", "past", "That day has passed. Write one that is still to come.")
