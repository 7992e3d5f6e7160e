"""Which of the provider's own pictures a person sees: their own, else their service's, else the provider's."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from asking.errors import UnknownLink
from dialogs.events import Asked
from dialogs.model import CarryOn, Consent
from store import own_pictures
from store.crypto import DataKey
from store.errors import Tampered, UnknownRow
from store.media_files import MediaFiles
from store.own_pictures import Level, OwnPicture
from store.people import Person
from store.tx import Tx

LOG = logging.getLogger("plainsay.pictures")
BESIDE = ("back", "carry-on", "microphone", "pause", "thumbs-up")
"""Pictures that a question's screen shows whatever is asked (see `bot.screen`)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One of our own pictures in place of a built-in one.

    Attributes:
        alt: What it shows, in plain words.
    """

    id: int
    alt: str


def seen_by(tx: Tx, person: Person, asked: Asked, today: str) -> Mapping[str, Seen]:
    """The pictures that take the place of those on a screen: one query where there are none."""
    return seen_of(tx, person, _concepts(asked), today)


def seen_of(tx: Tx, person: Person, concepts: Collection[str], today: str) -> Mapping[str, Seen]:
    """The pictures that take the place of some built-in ones."""
    found = own_pictures.current(tx, person_id=person.id, service_id=person.service_id, concepts=concepts, today=today)
    return {one.concept: Seen(one.id, details.alt) for one, details in found}


def file_for(tx: Tx, person: Person, picture_id: int, today: str) -> tuple[OwnPicture, DataKey]:
    """A picture that a person may see, and the key to its file.

    Raises:
        UnknownLink: There is none, it is another's, or it may not be shown any more: nobody is told which.
    """
    picture = own_pictures.get(tx, picture_id)
    whose = {Level.PERSON: person.id, Level.SERVICE: person.service_id, Level.PROVIDER: 0}
    if picture is None or not picture.is_live(today) or picture.whose != whose[picture.level]:
        raise UnknownLink
    return opened(tx, picture)


def opened(tx: Tx, picture: OwnPicture) -> tuple[OwnPicture, DataKey]:
    """A picture with the key to its file.

    Raises:
        UnknownLink: It was taken away, or its person was forgotten.
    """
    key = own_pictures.data_key(tx, picture)
    if key is None:
        raise UnknownLink
    return picture, key


async def read(media: MediaFiles, picture: OwnPicture, key: DataKey) -> bytes:
    """The picture itself.

    Raises:
        UnknownLink: Its file was deleted meanwhile, or is damaged: then the built-in picture is shown, or its words.
    """
    try:
        return await asyncio.to_thread(media.read, key, picture.file)
    except UnknownRow:
        raise UnknownLink from None
    except Tampered as error:
        LOG.warning("M101: Own picture %d is damaged: %s", picture.id, error.code)
        raise UnknownLink from None


def _concepts(asked: Asked) -> frozenset[str]:
    step, choices = asked.step, asked.choices
    if isinstance(step, Consent):
        choices = (step.agree, step.decline)
    elif isinstance(step, CarryOn):
        choices = (step.carry_on, step.stop)
    return frozenset((step.picture, *(choice.picture for choice in choices), *BESIDE))
