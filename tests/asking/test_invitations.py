"""Who may be invited."""

from __future__ import annotations

from typing import Any

import pytest

from asking.errors import InvitationRefused, UnknownName
from asking.invitations import invite
from store import people, services, settings
from store.tx import Tx
from tests.asking.tools import NOW, Asker

READY = {
    "lead_name": "Lee Example",
    "lead_contact": "01632 960002",
    "deputy_name": "Dee Example",
    "deputy_contact": "01632 960003",
    "deputy_from": "Other House",
}


@pytest.mark.parametrize(
    "changes",
    [
        {"lead_name": ""},
        {"lead_contact": ""},
        {"deputy_name": ""},
        {"deputy_contact": ""},
        {"deputy_from": ""},
        {"deputy_name": "lee example"},
        {"deputy_from": "MILL LANE"},
    ],
)
async def test_nobody_real_is_invited_before_someone_can_hear_a_worry(asker: Asker, changes: dict[str, Any]) -> None:
    """Without a lead, or a deputy who is someone else and from outside, the invitation is refused with its mend."""

    def attempt(tx: Tx) -> None:
        services.set_safeguarding(tx, asker.house.service, **{**READY, **changes})
        invite(tx, person_id=asker.house.person, round_id=asker.house.round, code="duq", areas=("duq.1",), now=NOW)

    with pytest.raises(InvitationRefused) as refused:
        await asker.database.write(attempt)
    assert "plainsay service" in refused.value.mend


async def test_sample_people_need_no_lead(asker: Asker) -> None:
    """Sample data can be made without naming anyone."""

    def attempt(tx: Tx) -> int:
        settings.put(tx, "sample", "yes")
        services.set_safeguarding(tx, asker.house.service, **dict.fromkeys(READY, ""))
        return invite(
            tx, person_id=asker.house.person, round_id=asker.house.round, code="duq", areas=("duq.1",), now=NOW
        )

    assert await asker.database.write(attempt) > 0


async def test_an_unknown_or_forgotten_person_cannot_be_invited(asker: Asker) -> None:
    """A number that is nobody's, or was forgotten, is refused."""

    def forgotten(tx: Tx) -> None:
        people.forget_identity(tx, asker.house.staff, "2026-11-22T13:00:00Z")

    await asker.database.write(forgotten)
    for person in (asker.house.staff, 10_000):
        with pytest.raises(UnknownName):
            await asker.invited(person)
