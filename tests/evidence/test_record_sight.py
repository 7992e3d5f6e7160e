"""Who may see a record: every role, every record that there can be, against the rule as docs/records.md says it."""

from __future__ import annotations

from itertools import product

import pytest

from asking.permissions import Role
from asking.records import may_see
from evidence.record_sight import Sight
from store.members import Member
from store.records import ANSWER, LEADS, MANAGERS, NAMINGS, READERS, SEEN_BY, Record

AT, ME, HERE, THERE = "2026-11-22T13:00:00Z", 9, 1, 2
STAFF_OF = {
    READERS: {Role.ADMINISTRATOR, Role.MANAGER, Role.KEYWORKER, Role.LEAD},
    MANAGERS: {Role.ADMINISTRATOR, Role.MANAGER, Role.LEAD},
    LEADS: {Role.LEAD},
}
"""As the page says it: staff of the service, managers and the lead, or the lead only."""


def a_record(service: int, seen_by: str, yes: str | None, made_by: int | None, from_kind: str) -> Record:
    """A record of these; `yes` is None where it is about no one person, '' where that person was not asked."""
    person, naming = (None, "") if yes is None else (7, yes or "no")
    return Record(
        1, service, person, "story", AT[:10], "", "", "", naming, seen_by, False, "", "", "", made_by, AT,
        from_kind=from_kind, asked_on=AT[:10] if yes else None,
    )  # fmt: skip


EVERY = tuple(
    a_record(*one) for one in product((0, HERE, THERE), SEEN_BY, (None, "", *NAMINGS), (None, ME, ME + 1), ("", ANSWER))
)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("services", [None, frozenset({HERE})])
def test_each_role_sees_what_the_documentation_says(role: Role, services: frozenset[int] | None) -> None:
    """Their services only; staff by who may see it and what they made; the board no person without a yes."""
    who = Member(ME, "Mo", role, services, "", AT, None, "")
    seen = 0
    for one in EVERY:
        theirs = services is None or one.service_id in services
        made = one.made_by == ME and one.from_kind != ANSWER
        allows = one.person_id is None or one.naming in {"named", "unnamed"}
        expected = {
            Role.BOARD: theirs and one.seen_by == READERS and allows,
            Role.HELPER: False,
        }.get(role, theirs and (role in STAFF_OF[one.seen_by] or made))
        assert may_see(who, one) is expected, one
        seen += expected
    assert (0 < seen < len(EVERY)) is (role is not Role.HELPER and (role, services) != (Role.LEAD, None))


def test_who_is_nobody_sees_what_the_board_sees() -> None:
    """The least is what is taken where nothing is said: a report or a draft for somebody unknown tells no more."""
    board = Member(ME, "Lou", Role.BOARD, None, "", AT, None, "")
    assert [Sight().sees(one) for one in EVERY] == [may_see(board, one) for one in EVERY]
