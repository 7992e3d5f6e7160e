"""How someone likes to communicate: what they need, what the program does about it, and when to ask them again.

The words are those of the Accessible Information Standard: needs are identified, recorded, flagged, shared with
consent, met and reviewed. To be listed as asked without any need is an answer too: then `needs` is empty.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from typing import Final

from dialogs.model import Audience
from store import chats, profiles
from store.tx import Tx

REVIEW_EVERY = timedelta(days=365)
"""The standard says regularly; a year is what reviews of support plans keep to."""
FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Need:
    """One way of communicating.

    Attributes:
        id: Kept with the person.
        words: For staff.
        flag: In a few words, for the banner on each page about the person.
        does: What the program does about it.
        always: Everyone gets it.
    """

    id: str
    words: str
    flag: str
    does: str
    always: bool = False


ALOUD, TWO, LARGE = "aloud", "two", "large"
NEEDS: Final = (
    Need("pictures", "Pictures with the words", "pictures", "Every question and every answer has a picture.", True),
    Need("time", "More time", "more time", "Nothing runs out of time. They can stop and come back days later.", True),
    Need(ALOUD, "Questions read aloud", "read aloud",
         "The tablet and Telegram read each question aloud from the start."),
    Need(TWO, "Fewer answers to choose from", "two answers",
         "Talks start with two answers to choose from, in place of three."),
    Need(LARGE, "Large letters", "large letters", "Letters on the tablet are larger. So are those on printed sheets."),
    Need("someone", "Someone to help", "someone to help",
         "Each talk asks who is there, and keeps with each answer how it was given. Say below who helps."),
    Need("signs", "Signs, or an interpreter", "signs or an interpreter",
         "The program cannot sign. Plan the talk for a day on which someone who signs is there."),
    Need("objects", "Objects or photos that they know", "objects or photos they know",
         "Add photos under Pictures. They take the place of the drawings."),
)  # fmt: skip
BY_ID: Final = {need.id: need for need in NEEDS}


@dataclass(frozen=True, slots=True)
class Profile:
    """What is kept of one person, sealed with their key.

    Attributes:
        needs: Ids of `NEEDS`, without those that everyone gets.
        helper: Who helps, and how.
        hearing, sight, other: In the words of whoever wrote it down.
        words: 'How to talk with me', in the person's own words; it is printed on their sheet.
        email, phone: Where to reach them.
        share: `yes` or `no` once the person was asked whether others may be told how they communicate; '' before.
        share_on: The day on which they said so.
    """

    needs: tuple[str, ...] = ()
    helper: str = ""
    hearing: str = ""
    sight: str = ""
    other: str = ""
    words: str = ""
    email: str = ""
    phone: str = ""
    share: str = ""
    share_on: str = ""

    def has(self, need: str) -> bool:
        """Whether they need it."""
        return need in self.needs

    @property
    def flags(self) -> tuple[str, ...]:
        """What every page about the person says first; nothing where there is nothing special."""
        notes = (("hearing", self.hearing), ("sight", self.sight), ("communication", self.other))
        told = tuple(BY_ID[need].flag for need in self.needs if need in BY_ID)
        return (*told, *(f"{name}: {words}" for name, words in notes if words))


EMPTY: Final = Profile()


def of(tx: Tx, person_id: int) -> Profile:
    """A person's profile; an empty one where nothing is kept. Staff pages note the look."""
    stored = profiles.get(tx, person_id)
    return load(stored.body) if stored else EMPTY


def keep(tx: Tx, person_id: int, profile: Profile, *, at: str) -> None:
    """Keeps a profile; an answer on sharing that is new gets this day, and open chats begin, or stop, to read aloud."""
    before = of(tx, person_id)
    if profile.has(ALOUD) != before.has(ALOUD):
        for chat in chats.of_person(tx, person_id):
            chats.read_aloud(tx, chat, aloud=profile.has(ALOUD))
    if profile.share != before.share:
        profile = replace(profile, share_on=at[:10] if profile.share else "")
    profiles.put(tx, person_id, dump(profile), at=at)


def dump(profile: Profile) -> str:
    """As it is kept."""
    return json.dumps({"format": FORMAT, **{name: value for name, value in asdict(profile).items() if value}})


def load(body: str) -> Profile:
    """What `dump` made; what a later release added is left out."""
    known, found = {field.name for field in fields(Profile)}, json.loads(body)
    values = {name: value for name, value in found.items() if name in known}
    return Profile(**{**values, "needs": tuple(values.get("needs", ()))})


def is_due(reviewed_on: str | None, today: date) -> bool:
    """Whether it is time to ask someone again; at once where nobody has asked them yet."""
    return reviewed_on is None or date.fromisoformat(reviewed_on) + REVIEW_EVERY <= today


def reviews_due(tx: Tx, services: Iterable[int] | None, today: date) -> int:
    """How many of the people supported nobody has asked yet, or not for a year, how they like to communicate.

    Args:
        tx: The transaction.
        services: Of which services; None for all.
        today: The day.
    """
    found = profiles.reviewed(tx, Audience.PERSON.value, services)
    return sum(is_due(reviewed_on, today) for _, reviewed_on in found)
