"""What a change comes of, on its form: the wish, the action, and the answers that led to it, ticked until unticked."""

from __future__ import annotations

from typing import Any

from asking.change_origins import Origin, led_to, origin
from asking.changes import LONGEST
from bot.staff.changes.linking import in_words
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from store import changes
from store.action import Action
from store.changes import PUBLISHED, Change
from store.told import Chosen
from store.tx import Tx


def typed_from(tx: Tx, desk: Desk, visit: Visit, *, wish_id: int, action_id: int) -> dict[str, Any]:
    """What the form knows already; nothing of what the visitor may not see."""
    found = known(tx, visit, wish_id=wish_id, action_id=action_id)
    if not (found.wish or found.action):
        return {}
    return {
        "did": found.action.said.what[:LONGEST] if found.action and not found.wish else "",
        "wish_id": str(found.wish.id) if found.wish else "",
        "action_id": str(found.action.id) if found.action else "",
        "service": str(found.service_id),
        "standards": _areas(desk, found.action),
        "answers": [value_of(one) for one in _led_to(tx, desk, found)],
    }


def known(tx: Tx, visit: Visit, *, wish_id: int, action_id: int) -> Origin:
    """Wish and action, where the visitor sees all of them."""
    found = origin(tx, wish_id=wish_id, action_id=action_id)
    return found if all(visit.sees(one) for one in found.services) else Origin()


def offered(tx: Tx, desk: Desk, found: Origin) -> list[tuple[str, str]]:
    """The answers that led to it: pairs of value and label."""
    links = (in_words(tx, desk.pack, one) for one in _led_to(tx, desk, found))
    return [(value_of(one.chosen), f"{one.asked} ‘{one.answer}’. {one.round}.") for one in links]


def ticked(tx: Tx, desk: Desk, found: Origin, values: list[str]) -> tuple[Chosen, ...]:
    """Those that stayed ticked. What was not offered is none."""
    return tuple(one for one in _led_to(tx, desk, found) if value_of(one) in values)


def value_of(one: Chosen) -> str:
    """Such as `3 duq.1.person.out no`."""
    return f"{one.round_id} {one.prompt} {one.choice}"


def of_action(tx: Tx, visit: Visit, action_id: int) -> tuple[Change, ...]:
    """What was written of an action, as far as the visitor may see it: drafts are for managers."""
    return tuple(
        one
        for one in changes.of_action(tx, action_id)
        if (not one.service_id or visit.sees(one.service_id)) and (visit.manages or one.state == PUBLISHED)
    )


def _led_to(tx: Tx, desk: Desk, found: Origin) -> tuple[Chosen, ...]:
    return led_to(tx, desk.pack, found.action) if found.action else ()


def _areas(desk: Desk, action: Action | None) -> list[str]:
    here = action.said.standards if action else ()
    return [area.id for area in desk.pack.areas if any(desk.pack.area_of.get(one, one) == area.id for one in here)]
