"""What a change came of: a wish, the action that somebody made of it, and the answers that led to that action.

The words of a wish are shown to whoever writes, and never copied: they go when the one who has it is forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from asking import wished
from asking.changes import choices_of
from dialogs.model import Audience, Value
from dialogs.pack import Pack
from dialogs.pack_parts import Prompt
from store import action_facts, action_notes, actions, wishes
from store.action import Action
from store.told import Chosen
from store.tx import Tx
from store.wishes import Wish

TELL: Final = (Audience.PERSON, Audience.FAMILY)
"""Whose answers are offered: those whom a change is for."""
MOST: Final = 20
"""Answers that are offered at once: more would not be read."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a change came of, as far as it is known."""

    wish: Wish | None = None
    action: Action | None = None

    @property
    def service_id(self) -> int:
        """Where it changed: where it was wished, else where the action is done."""
        if self.wish:
            return self.wish.service_id
        return self.action.said.service_id if self.action else 0

    @property
    def services(self) -> frozenset[int]:
        """All that who writes must see."""
        both = (self.wish.service_id if self.wish else None, self.action.said.service_id if self.action else None)
        return frozenset(one for one in both if one is not None)


def origin(tx: Tx, *, wish_id: int = 0, action_id: int = 0) -> Origin:
    """A wish with the action that was made of it, or an action with the wish that it began with."""
    action = actions.get(tx, action_id) if action_id else None
    if action and not wish_id and action.said.from_kind == wished.ORIGIN and action.said.from_id.isdigit():
        wish_id = int(action.said.from_id)
    wish = wishes.get(tx, wish_id) if wish_id else None
    if wish and action is None:
        action = actions.get(tx, action_facts.by_origin(tx, wished.ORIGIN).get(str(wish.id), 0))
    return Origin(wish, action)


def led_to(tx: Tx, pack: Pack, action: Action) -> tuple[Chosen, ...]:
    """The answers that led to an action: what says 'not good' on what it is about, in the rounds that it was opened on.

    Whether anybody gave them is not looked at: what is offered tells nothing of anyone.
    """
    rounds = {(one.standard, one.round_id) for one in action_notes.basis(tx, action.id)}
    found = (
        Chosen(round_id, prompt.id, choice)
        for standard, round_id in sorted(rounds)
        if standard in action.said.standards
        for prompt in pack.prompts
        if _is_about(prompt, standard)
        for choice in _not_good(pack, prompt)
    )
    return tuple(dict.fromkeys(found))[:MOST]


def _is_about(prompt: Prompt, standard: str) -> bool:
    """Whether a question is about a standard; about a whole area those are that everyone is asked."""
    here = standard in prompt.reading.standards or (prompt.area == standard and prompt.core)
    return prompt.audience in TELL and here


def _not_good(pack: Pack, prompt: Prompt) -> tuple[str, ...]:
    read = prompt.reading.polarity
    return tuple(
        one.id
        for one in choices_of(pack, prompt)
        if read.get(one.counts_as or one.id, read.get(one.id)) is Value.NOT_GOOD
    )
