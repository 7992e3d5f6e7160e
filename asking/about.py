"""What we know about a person: for themselves in easy read, and whole, for a subject access request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from asking import profiles, retention
from asking.contacts import Contacts, contacts_of
from asking.deeds import Deed, deed_of
from store import consents, forgettings, holdings, people, services
from store.consents import ConsentGiven
from store.forgettings import Forgetting
from store.holdings import Found
from store.people import Person
from store.tx import Tx

MOST_LOOKS: Final = 10
"""Of those who looked, the latest."""


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody did something with what we know.

    Attributes:
        times: How often on that day.
    """

    who: str
    deed: Deed
    day: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Known:
    """What the person's own page tells. Worries, and what others said of them, are not in here.

    Attributes:
        counts: Rows by table; what is not there is 0.
        consents: What they said about taking part.
        looks: Who did something with it lately, the latest first; `more` how many further days there are.
        kept: Days, by the name of what is kept (see `asking.retention`).
        shared: Something of theirs went to their family, to a record that is public, or to someone else.
        watched: Two people watched them and wrote down what they saw.
        waits: They are to be forgotten.
    """

    person: Person
    name: str
    service: str
    has_email: bool
    has_chat: bool
    has_needs: bool
    counts: Mapping[str, int]
    consents: tuple[ConsentGiven, ...]
    looks: tuple[Look, ...]
    more: int
    kept: Mapping[str, int]
    shared: bool
    watched: bool
    waits: Forgetting | None
    contacts: Contacts


def known(tx: Tx, person: Person, now: datetime) -> Known:
    """What we know about someone. Where staff look, the caller logs it."""
    service = services.get(tx, person.service_id)
    counts = holdings.counts(tx, person.id)
    looks = _looks(tx, person.id)
    return Known(
        person=person,
        name=people.name_of(tx, person.id) or "",
        service=service.name if service else "",
        has_email=bool(profiles.of(tx, person.id).email),
        has_chat="chat" in counts,
        has_needs="profile" in counts,
        counts=counts,
        consents=consents.of_person(tx, person.id),
        looks=looks[:MOST_LOOKS],
        more=max(len(looks) - MOST_LOOKS, 0),
        kept={rule.kind.name: rule.days for rule in retention.rules(tx, now)},
        shared=holdings.is_shared(tx, person.id),
        watched=holdings.seen_by_others(tx, person.id) > 0,
        waits=forgettings.waiting(tx, person.id),
        contacts=contacts_of(tx, person),
    )


@dataclass(frozen=True, slots=True)
class Whole:
    """All that the database holds on someone, for a file.

    Attributes:
        tables: Table → rows, opened.
        texts: The words that they agreed to or not, by the hash that the consents name.
        by_others: Answers that others gave about them; `of_others` theirs about others. Only how many.
    """

    person: Person
    name: str
    tables: Mapping[str, list[Found]]
    texts: Mapping[str, str]
    by_others: int
    of_others: int


def whole(tx: Tx, person: Person) -> Whole:
    """All of it. The caller logs it."""
    given = consents.of_person(tx, person.id)
    return Whole(
        person=person,
        name=people.name_of(tx, person.id) or "",
        tables=holdings.rows(tx, person.id),
        texts={one.text_hash: one.words for one in given},
        by_others=holdings.seen_by_others(tx, person.id),
        of_others=holdings.said_of_others(tx, person.id),
    )


def _looks(tx: Tx, person_id: int) -> tuple[Look, ...]:
    """By day, the latest first: the same person doing the same on one day is one line."""
    rows = holdings.looks(tx, person_id)
    found = Counter((who, deed_of(did) or Deed.CHANGED, at[:10]) for at, who, did in rows)
    told = {of: times for of, times in found.items() if of[1] not in (Deed.WORRY, Deed.OFFICE)}
    return tuple(Look(who, deed, day, times) for (who, deed, day), times in told.items())
