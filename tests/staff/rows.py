"""How the tables of staff addresses say who gets what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from asking.permissions import Role

Row = Mapping[Role, tuple[int, int]]
"""Role → status for its own house, and for another one. A role that is not named gets a 403."""

ALL = tuple(Role)
MANAGERS = (Role.ADMINISTRATOR, Role.MANAGER)
CARERS = (*MANAGERS, Role.KEYWORKER)
READERS = (*MANAGERS, Role.LEAD, Role.BOARD)


def to(roles: Iterable[Role], status: int = 200, other: int | None = None) -> Row:
    """These roles get this status; another one for another house, where that is not the same."""
    return dict.fromkeys(roles, (status, status if other is None else other))
