"""Fills in who asks and who listens: a pack cannot know the names, and a person must."""

from __future__ import annotations

from dataclasses import replace

from dialogs.events import Asked
from store import services, settings
from store.people import Person
from store.tx import Tx

PLACEHOLDERS = ("{provider}", "{service}", "{listener}", "{questions}")


def with_names(tx: Tx, person: Person, asked: Asked) -> Asked:
    """The same screen with the provider, the service, the listener and the number of questions in its text.

    The listener is the service's safeguarding lead: the one who can open words and recordings.
    """
    if not any("{" in line for line in asked.step.text):
        return asked
    service = services.get(tx, person.service_id)
    name = service.name if service else ""
    names = (
        settings.get(tx, "provider") or name,
        name,
        service.lead_name if service else "",
        str(asked.total),
    )
    text = asked.step.text
    for placeholder, value in zip(PLACEHOLDERS, names, strict=True):
        text = tuple(line.replace(placeholder, value) for line in text)
    return replace(asked, step=replace(asked.step, text=text))
