"""Fills in who asks and who listens: a pack cannot know the names, and a person must."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from dialogs.events import Asked
from store import services, settings
from store.people import Person
from store.tx import Tx

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def with_names(tx: Tx, person: Person, asked: Asked) -> Asked:
    """The same screen with the provider, the service, the listener and the number of questions in its text."""
    if not any("{" in line for line in asked.step.text):
        return asked
    names = names_for(tx, person, asked)
    # In one go, so that a provider called '{service}' stays that.
    text = tuple(PLACEHOLDER.sub(lambda found: names[found[1]], line) for line in asked.step.text)
    return replace(asked, step=replace(asked.step, text=text))


def names_for(tx: Tx, person: Person, asked: Asked) -> Mapping[str, str]:
    """What stands for each of a pack's placeholders.

    The listener is the service's safeguarding lead: the one who can open words and recordings.
    """
    service = services.get(tx, person.service_id)
    name = service.name if service else ""
    return {
        "provider": settings.get(tx, "provider") or name,
        "service": name,
        "listener": service.lead_name if service else "",
        "questions": str(asked.total),
    }
