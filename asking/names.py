"""Fills in who asks and who listens: a pack cannot know the names, and a person must."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.events import Asked
from dialogs.model import Question
from store import people, services, settings
from store.people import Person
from store.tx import Tx

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def with_names(tx: Tx, subject: Person, asked: Asked) -> Asked:
    """The same screen with the names of provider, service, listener and subject, and the number of questions."""
    step = asked.step
    ask = step.ask if isinstance(step, Question) else ""
    if not any("{" in line for line in (*step.text, ask)):
        return asked
    names = names_for(tx, subject, asked)
    if any("{person}" in line for line in (*step.text, ask)):
        names["person"] = people.name_of(tx, subject.id) or ""

    def filled(line: str) -> str:
        # In one go, so that a provider called '{service}' stays that.
        return PLACEHOLDER.sub(lambda found: names[found[1]], line)

    text = tuple(filled(line) for line in step.text)
    if isinstance(step, Question):
        return replace(asked, step=replace(step, text=text, ask=filled(ask)))
    return replace(asked, step=replace(step, text=text))


def names_for(tx: Tx, subject: Person, asked: Asked) -> dict[str, str]:
    """What stands for each of a pack's placeholders, but for the subject's name: it is opened only where it is shown.

    The listener is the service's safeguarding lead: the one who can open words and recordings.
    """
    service = services.get(tx, subject.service_id)
    name = service.name if service else ""
    return {
        "provider": settings.get(tx, "provider") or name,
        "service": name,
        "listener": service.lead_name if service else "",
        "questions": str(asked.total),
    }
