"""Many people with links, made before the server starts, and what the store holds of them afterwards."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from asking.invitations import invite
from asking.links import token_for
from asking.moment import stamp
from bot.clock import utc_now
from dialogs.pack import Pack
from evidence.check import compare
from store import answers, invitations, people, rounds, services, sessions
from store.crypto import Keys
from store.database import Database, open_database
from store.tx import Tx
from tests.asking.tools import NOW
from tests.faults.answerer import Answerer

Kept = dict[str, Counter[tuple[str, tuple[str, ...]]]]


async def opened(data: Path) -> Database:
    """The database of a data folder, as `plainsay run` opens it."""
    return await open_database(data / "plainsay.db", Keys(data / "plainsay.key"))


def with_people(data: Path, number: int) -> list[str]:
    """Make a house with this many invited people, and return their tokens."""
    return asyncio.run(_with_people(data, number))


def kept_in(data: Path, tokens: list[str]) -> tuple[Kept, list[str]]:
    """Every answer row of each token that was not taken back, and how the tallies differ from a rebuild."""
    return asyncio.run(_kept_in(data, tokens))


def asks(pack: Pack) -> dict[str, str]:
    """Question → prompt id, for the person's questions; its other words lead to the same prompt."""
    found: dict[str, str] = {}
    for prompt in pack.prompts:
        if prompt.audience == "person":
            found[prompt.question.ask] = prompt.id
            found[prompt.question.again or prompt.question.ask] = prompt.id
    return found


async def check_kept(data: Path, crowd: Sequence[Answerer], pack: Pack) -> int:
    """What was acknowledged is kept, once, and nothing that nobody sent; gives how many answers were acknowledged."""
    kept, differences = await _kept_in(data, [one.token for one in crowd])
    prompts, acknowledged = asks(pack), 0
    for one in crowd:
        said = {prompts[question]: choice for question, choice in one.acknowledged if question in prompts}
        maybe = {(prompts[question], choice) for question, choice in one.unknown if question in prompts}
        live = {prompt: choices for (prompt, choices), times in kept[one.token].items() if times == 1}
        assert len(live) == kept[one.token].total(), "an answer counts twice"
        for prompt, choice in said.items():
            assert live[prompt] == (choice,) or (prompt, live[prompt][0]) in maybe
        assert all(prompt in said or (prompt, choices[0]) in maybe for prompt, choices in live.items())
        acknowledged += len(said)
    assert differences == []
    return acknowledged


async def _with_people(data: Path, number: int) -> list[str]:
    database = await opened(data)
    try:
        return await database.write(lambda tx: _people(tx, number))
    finally:
        await database.close()


def _people(tx: Tx, number: int) -> list[str]:
    service = services.add(tx, name="Mill Lane")
    services.set_safeguarding(
        tx, service, lead_name="Lee Example", lead_contact="1", deputy_name="Dee Example", deputy_contact="2",
        deputy_from="Other House",
    )  # fmt: skip
    round_id = rounds.add(tx, name="Autumn", opens_on="2026-10-01", closes_on="2099-12-31")
    tokens: list[str] = []
    for who in range(number):
        person = people.add(tx, service_id=service, audience="person", name=f"Example {who}", at=stamp(NOW))
        made = invite(tx, person_id=person, round_id=round_id, code="duq", areas=("duq.1",), now=utc_now())
        invitation = invitations.get(tx, made)
        assert invitation is not None
        tokens.append(token_for(tx.keys, invitation.id, invitation.version))
    return tokens


async def _kept_in(data: Path, tokens: list[str]) -> tuple[Kept, list[str]]:
    database = await opened(data)
    try:
        return await database.read(lambda tx: ({token: _kept(tx, token) for token in tokens}, compare(tx)))
    finally:
        await database.close()


def _kept(tx: Tx, token: str) -> Counter[tuple[str, tuple[str, ...]]]:
    row = sessions.by_invitation(tx, int(token.split("-", maxsplit=1)[0]))
    return Counter((answer.prompt, answer.choices) for answer in answers.of_session(tx, row.id)) if row else Counter()
