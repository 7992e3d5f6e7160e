"""A wrong file is taken back: what it added goes, as far as nobody has worked on it since.

An action was worked on where somebody wrote a note, said how far it is, saw something of it, changed or linked it, or
something hangs on it: a change that people are told of, or a worry. It stays, with its part and its plan. What the file
changed in actions that were there before goes back to what it was, field by field (`putting_back`).
"""

from __future__ import annotations

from dataclasses import dataclass

from asking import putting_back
from asking.putting_back import Back
from evidence.action_links import NO_LINK
from store import action_imports, actions
from store.action import Action
from store.action_imports import Import
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Standing:
    """How an import stands.

    Attributes:
        goes, stays: Its actions that would go, and those that stay because somebody worked on them.
        back: Actions that were there before, and what would go back in them.
    """

    one: Import
    goes: tuple[Action, ...]
    stays: tuple[Action, ...]
    back: tuple[Back, ...] = ()

    @property
    def restores(self) -> tuple[Back, ...]:
        """Those in which something goes back."""
        return tuple(one for one in self.back if one.restores)

    @property
    def cannot(self) -> tuple[Back, ...]:
        """Those in which something stays as the file, or somebody after it, has put it."""
        return tuple(one for one in self.back if one.stays)


def standing(tx: Tx, plan_id: int) -> tuple[Standing, ...]:
    """The imports of a plan, newest first."""
    found = action_imports.of_plan(tx, plan_id)
    if not found:
        return ()
    every, linked = actions.of_plan(tx, plan_id), action_imports.linked(tx)
    return tuple(_standing(tx, one, every, linked) for one in found)


def take_back(tx: Tx, found: Standing, *, at: str, by: int | None) -> bool:
    """Takes back what goes, and puts back what was changed; True where the plan that came of it went, too."""
    for one in found.restores:
        putting_back.put_back(tx, found.one, one, at=at, by=by)
    return action_imports.take_back(tx, found.one, (one.id for one in found.goes))


def _standing(tx: Tx, one: Import, every: tuple[Action, ...], linked: frozenset[int]) -> Standing:
    ids = action_imports.actions_of(tx, one.id)
    theirs = [action for action in every if action.id in ids]
    return Standing(
        one,
        tuple(action for action in theirs if not _touched(action, linked)),
        tuple(action for action in theirs if _touched(action, linked)),
        putting_back.standing(tx, one),
    )


def _touched(one: Action, linked: frozenset[int]) -> bool:
    said = one.said
    return one.moved_at != one.made_at or bool(said.standards) or NO_LINK in said.more or one.id in linked
