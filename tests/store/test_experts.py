"""Experts by experience in the store, on both databases."""

from __future__ import annotations

import pytest

from store import assessments, experts, noticed, people, retention
from store.database import Database
from store.errors import UnknownRow
from store.experts import Expert
from store.tx import Tx
from tests.store.tools import AT, LATER, a_house


def asked(tx: Tx, person_id: int | None) -> Expert:
    """Somebody is asked to check the first version of an assessment."""
    number = assessments.add(
        tx, code="duq", code_version="2", service_id=0, since="2025-12-01", until="2026-11-30", at=AT, by="Mo"
    )
    made = experts.add(
        tx, assessment_id=number, version=1, person_id=person_id, name="Zoë", language="en", large=True, at=AT,
        by="Mo", expires_at=LATER,
    )  # fmt: skip
    found = experts.get(tx, made)
    assert found
    return found


@pytest.mark.parametrize("is_known", [False, True])
async def test_what_is_kept_is_read_again(database: Database, *, is_known: bool) -> None:
    """The last answer of each part counts; it waits for a look until it is read; forgetting leaves nothing."""

    def kept(tx: Tx) -> None:
        person = a_house(tx).person if is_known else None
        one = asked(tx, person)
        assert (one.text("name"), one.large, one.waits) == ("Zoë", True, False)
        for says, words in (("no", "First."), ("yes", "Sécond ✓")):
            experts.answer(tx, one, "duq.1", says=says, words=words, device="here", at=AT)
        said = experts.answers(tx, one)
        assert {part: (each.says, each.words, each.device) for part, each in said.items()} == {
            "duq.1": ("yes", "Sécond ✓", "here")
        }
        texts = noticed.WAITING["experts"](tx, 0, 10).texts
        assert [(text.source, text.words, text.person_id) for text in texts] == [
            (f"expert/{one.id}/duq.1", "First.", person),
            (f"expert/{one.id}/duq.1", "Sécond ✓", person),
        ]
        assert noticed.is_there(tx, f"expert/{one.id}/duq.1")
        experts.mark(tx, one.id, sent_at=LATER, shows=experts.NAMED)
        experts.write(tx, one, {**one.body, "reply": "Thanks."})
        (again,) = experts.of(tx, one.assessment_id)
        assert (again.sent_at, again.shows, again.text("reply"), again.waits) == (LATER, "name", "Thanks.", True)
        held = frozenset({person}) if person else frozenset[int]()
        assert retention.experts(tx, LATER, held, 10) == (() if person else (one.id,))
        assert retention.experts(tx, LATER, frozenset(), 10) == (one.id,)
        if person:
            experts.forget_person(tx, person)
            people.forget_identity(tx, person, LATER)
        else:
            retention.delete_experts(tx, (one.id,))
        assert experts.get(tx, one.id) is None
        assert not noticed.is_there(tx, f"expert/{one.id}/duq.1")
        with pytest.raises(UnknownRow):
            experts.mark(tx, one.id, sent_at=AT)

    await database.write(kept)
