"""Whoever guesses: links, sign-ins, cookies and buttons, one after the other, or by how long an answer takes."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from asking import links, signin
from bot.http import limits
from bot.telegram import taps
from tests.attacks.control import anything, succeeds_without
from tests.attacks.site import Site
from tests.house.tree import ROOT, files
from tests.staff.office import Office

ENOUGH_BITS = 128
SECRET_NAME = re.compile(r"token|secret|signature|signed|digest|hmac|challenge|hook|nonce")
ROOMS = ("bot/staff", "bot/tablet", "bot/telegram", "bot/public", "bot/http", "asking", "store")
ALLOWED = {"data[offset:offset + len(signature)] == signature", "secrets != Secrets.of(secrets.master)"}
"""Each was looked at: how a kind of sound begins is no secret; the other is done at the start, with the key file."""


def compared(source: str) -> Iterator[str]:
    """Where a program compares something that is called like a secret with `==`, `!=` or `in`."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Compare) or not isinstance(node.ops[0], ast.Eq | ast.NotEq):
            continue
        sides = [node.left, *node.comparators]
        if any(isinstance(side, ast.Constant) for side in sides):
            continue
        names = [part for side in sides for part in _names(side)]
        if any(SECRET_NAME.search(name) for name in names):
            yield ast.unparse(node)


def _names(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        return [node.attr]
    return [node.func.attr] if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else []


def test_secrets_are_compared_in_constant_time() -> None:
    """Nothing called like a secret is compared with `==`: hmac.compare_digest alone tells nothing by its time."""
    found = {
        str(path.relative_to(ROOT)): hits
        for room in ROOMS
        for path in files(room, suffix=".py")
        if (hits := list(compared(path.read_text(encoding="utf-8"))))
    }
    found = {path: [hit for hit in hits if hit not in ALLOWED] for path, hits in found.items()}
    assert {path: hits for path, hits in found.items() if hits} == {}


@pytest.mark.parametrize(
    "line", ["token == given", "if self._secret != header: pass", "x = keys.hmac(a) == found.signature"]
)
def test_a_comparison_would_be_seen(line: str) -> None:
    """Control: the look above finds each of these."""
    assert list(compared(line))


def test_there_is_too_much_to_guess() -> None:
    """Links of people, sign-ins and cookies have 128 bits and more; a button is bound to its chat besides."""
    assert links.SIGNATURE_BYTES * 8 >= ENOUGH_BITS
    assert signin.SECRET_BYTES * 8 >= 2 * ENOUGH_BITS
    assert taps.SIGNATURE_CHARACTERS * math.log2(64) >= 48
    assert timedelta(minutes=15) >= signin.LINK_LASTS


async def test_no_sign_of_a_link_can_be_changed(office: Office) -> None:
    """Each sign of a good token changed to each other one: none is good. Where only the number counted, all were."""
    keys = await office.database.read(lambda tx: tx.keys)
    good = links.token_for(keys, 7, 1)
    number, _, signature = good.partition("-")
    changed = [
        f"{number}-{signature[:at]}{other}{signature[at + 1 :]}"
        for at in range(len(signature))
        for other in "AbC09_-"
        if other != signature[at]
    ]
    assert links.is_genuine(keys, good, 7, 1)
    assert not any(links.is_genuine(keys, one, 7, 1) for one in changed)
    assert all(links.invitation_id_in(one) == 7 for one in changed)
    assert not links.is_genuine(keys, good, 7, 2)
    assert not links.is_genuine(keys, good, 8, 1)


async def test_a_guessed_link_opens_nothing(site: Site) -> None:
    """A made-up signature after a number that exists; where signatures were not looked at, the page would open."""
    number = (await site.links())["Person"].partition("-")[0]

    async def opens() -> bool:
        async with site.visitor() as guesser:
            return (await guesser.get(f"/s/{number}-AAAAAAAAAAAAAAAAAAAAAA")).status_code == 200

    await succeeds_without(opens, (links, "is_genuine", anything))


async def test_a_guessed_cookie_signs_nobody_in(office: Office) -> None:
    """Short, long, empty and made-up cookies are nobody's."""
    await office.sign_in("Mo")
    good = office.client.cookies["plainsay_staff"]
    office.client.cookies.clear()
    for guess in (
        "",
        "A" * 43,
        good[:-1],
        good + "A",
        good[::-1],
        good.lower(),
        "A" * 5_000,
        "%00",
        signin.kept_as(good),
    ):
        answer = await office.get("/staff", headers={"Cookie": f"plainsay_staff={guess}"})
        assert answer.status_code == 401, guess
    assert (await office.get("/staff", headers={"Cookie": f"plainsay_staff={good}"})).status_code == 200


async def test_asking_for_links_without_end_is_slowed(office: Office) -> None:
    """Five links to one address in fifteen minutes, whoever asks; without the limit the sixth would go out too."""

    async def asks_for_ever() -> bool:
        answers = [await office.client.post("/staff/sign-in", data={"email": "kim@example.org"}) for _ in range(8)]
        return all(one.status_code == 200 for one in answers)

    await succeeds_without(asks_for_ever, (limits.Limit, "wait", lambda *_: timedelta()))


async def test_known_and_unknown_addresses_get_the_same_answer(office: Office) -> None:
    """Byte for byte, and before anybody looks whether the address is known: see docs/decisions/signing-in.md."""
    from store import members  # noqa: PLC0415 - only here

    at = "2026-11-22T13:00:00Z"
    await office.database.write(
        lambda tx: members.add(tx, name="Kim", role="board", services=None, email="kim@example.org", at=at)
    )
    known = await office.client.post("/staff/sign-in", data={"email": "kim@example.org"})
    unknown = await office.client.post("/staff/sign-in", data={"email": "sam@example.org"})
    assert known.text.replace("kim@", "sam@") == unknown.text
    assert known.status_code == unknown.status_code == 200
