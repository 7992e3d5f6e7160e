"""No log says what staff read or wrote."""

from __future__ import annotations

import pytest

from store import people
from tests.staff.office import Office
from tests.support.loud import listening

NAME, EMAIL, WORDS = "Zebulon Marked", "zebulon.marked@example.org", "markedwords"


async def test_no_log_says_whom_staff_look_at(signed_in: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms, searches and pages that hold marked values, and faults that name them: none comes out."""

    def broken(*_: object) -> str:
        raise KeyError(NAME, EMAIL, WORDS)

    with listening() as heard:
        worry = await signed_in.worry("Mill Lane", WORDS)
        await signed_in.get(f"/staff/worries/{worry}")
        await signed_in.get("/staff/people", params={"find": NAME})
        await signed_in.post("/staff/people/add", "/staff", name=NAME, email=EMAIL)
        await signed_in.post("/staff/sign-in", "/staff", email=EMAIL)
        monkeypatch.setattr(people, "name_of", broken)
        monkeypatch.setattr(people, "names", broken, raising=False)
        assert (await signed_in.get(f"/staff/worries/{worry}")).status_code == 500
    assert "KeyError at " in heard.ours
    for secret in (NAME, EMAIL, WORDS, "Zebulon"):
        assert secret not in heard.ours
