"""A house whose people have links for the chat, and what the store holds of them afterwards."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from asking import decisions
from asking.decisions import How, Made
from asking.invitations import invite, link_token
from asking.moment import stamp
from bot.clock import utc_now
from bot.pretend import Api, User
from bot.telegram.api import bot_id
from bot.telegram.letters import lane_of
from dialogs.pack import Pack
from evidence.check import compare
from store import answers, people, rounds, services, sessions
from store.crypto import Keys
from store.database import Database, open_database
from store.tx import Tx
from tests.asking.tools import NOW
from tests.support.ready import built_in_pack
from tests.telegram.chatter import Chatter, Said, Shown, shown_in

FIRST_USER = 101
AREA = "duq.1"
Audience = str


@dataclass(frozen=True)
class Kept:
    """What the store holds after all was said.

    Attributes:
        answers: Token → prompt → what counts now.
        twice: Prompts that count more than once, of anybody.
        differences: How the tallies differ from a rebuild.
        waiting: Updates of these people that were not handled.
        readable: Updates that were handled and are not empty.
        aside: Why updates were put aside, and how often.
        updates: Numbers of all updates that arrived.
        given_up: Why messages were given up, and how often.
        doubted: Lane → messages there that may have come twice; one still in hand is, at the next start.
        lanes: Number of a person's chat → lane.
    """

    answers: Mapping[str, Mapping[str, Said]]
    twice: int
    differences: list[str]
    waiting: int
    readable: int
    aside: Counter[str]
    updates: frozenset[int]
    given_up: Counter[str]
    doubted: Counter[str]
    lanes: Mapping[int, str]


async def opened(data: Path, url: str = "") -> Database:
    """The database of a data folder, as `plainsay run` opens it; another one where an address is given."""
    return await open_database(url or data / "plainsay.db", Keys(data / "plainsay.key"))


async def with_people(data: Path, audiences: Sequence[Audience], url: str = "") -> list[str]:
    """Make a house and invite someone of each audience named; gives their links."""
    database = await opened(data, url)
    try:
        return await database.write(lambda tx: make_people(tx, audiences))
    finally:
        await database.close()


def make_people(tx: Tx, audiences: Sequence[Audience]) -> list[str]:
    """Make a house and invite someone of each audience named, in the caller's transaction; gives their links."""
    service = services.add(tx, name="Mill Lane")
    services.set_safeguarding(
        tx, service, lead_name="Lee Example", lead_contact="1", deputy_name="Dee Example", deputy_contact="2",
        deputy_from="Other House",
    )  # fmt: skip
    round_id = rounds.add(tx, name="Autumn", opens_on="2026-10-01", closes_on="2099-12-31")
    relative = people.add(tx, service_id=service, audience="person", name="Someone Example", at=stamp(NOW))
    decisions.record(tx, relative, decisions.FAMILY, Made(How.SELF, "yes"), who="Kim Example", at=stamp(NOW))
    tokens: list[str] = []
    for who, audience in enumerate(audiences):
        of = {"relative_of": relative} if audience == "family" else {}
        person = people.add(tx, service_id=service, audience=audience, name=f"Example {who}", at=stamp(NOW), **of)
        made = invite(tx, person_id=person, round_id=round_id, code="duq", areas=(AREA,), now=utc_now())
        tokens.append(link_token(tx, made))
    return tokens


def crowd(api: Api, tokens: Sequence[str], seed: object = "") -> list[Chatter]:
    """A phone for each link. What they choose hangs on the seed and on nothing else."""
    return [
        Chatter(api.user(FIRST_USER + number), token, random.Random(f"{seed} {number}"))  # noqa: S311 - a test's chance
        for number, token in enumerate(tokens)
    ]


async def kept_in(data: Path, everyone: Sequence[Chatter], token: str, url: str = "") -> Kept:
    """What the store of a program that has ended holds.

    Args:
        data: Its folder.
        everyone: Whose answers are looked at.
        token: The bot's token.
        url: The store's address, where it is not in the folder.
    """
    database = await opened(data, url)
    try:
        return await database.read(lambda tx: _kept(tx, everyone, bot_id(token)))
    finally:
        await database.close()


def prompts_of(pack: Pack) -> dict[str, str]:
    """Question → the prompt of the area asked about that asks it; its other words lead to the same."""
    return {
        words: prompt.id
        for prompt in pack.prompts
        if prompt.id.startswith(f"{AREA}.")
        for words in (prompt.question.ask, prompt.question.again)
        if words
    }


@cache
def the_pack() -> Pack:
    """The pack that talks are made from."""
    return built_in_pack()


def check_all_kept_once(everyone: Iterable[Chatter], kept: Kept, pack: Pack) -> int:
    """What was acknowledged is kept, once, and nothing else; gives how many answers that are."""
    prompts, number = prompts_of(pack), 0
    for one in everyone:
        said = {prompts[heading]: answer for heading, answer in one.counts.items() if heading in prompts}
        differing = kept.answers[one.token].items() ^ said.items()
        assert not differing, f"person {one.user.id}: kept and said differ in {differing}"
        number += len(said)
    assert kept.twice == 0
    assert kept.differences == []
    assert (kept.waiting, kept.readable) == (0, 0)
    return number


def check_in_order(user: User) -> None:
    """The screens of a chat never go back: a message that comes twice comes twice at once."""
    numbers = [shown.number for shown in _screens(user)]
    assert numbers == sorted(numbers), f"person {user.id} got screens out of order: {numbers}"


def check_doubles_counted(everyone: Iterable[Chatter], kept: Kept) -> int:
    """A message that came more than once was counted as one that may have; gives how many there are."""
    total = 0
    for one in everyone:
        seen = Counter(shown.number for shown in _screens(one.user))
        double = sum(times > 1 for times in seen.values())
        assert double <= kept.doubted[kept.lanes[one.user.id]], f"person {one.user.id}: not counted"
        total += double
    return total


def _screens(user: User) -> list[Shown]:
    chat = user.chat
    return [shown for number in chat.accepted if (shown := shown_in(chat.messages[number]))]


def _kept(tx: Tx, everyone: Sequence[Chatter], bot: str) -> Kept:
    live = {one.token: _answers(tx, one.token) for one in everyone}
    lanes = {one.user.id: lane_of(tx.keys, bot, one.user.id) for one in everyone}
    waits = [row[0] for row in tx.all("SELECT lane FROM inbox WHERE handled_at IS NULL")]
    (readable,) = tx.all("SELECT COUNT(*) FROM inbox WHERE fault = '' AND body IS NOT NULL")
    return Kept(
        answers={token: dict(found) for token, found in live.items()},
        twice=sum(len(found) - len(dict(found)) for found in live.values()),
        differences=compare(tx),
        waiting=sum(lane in lanes.values() for lane in waits),
        readable=readable[0],
        aside=Counter(row[0] for row in tx.all("SELECT fault FROM inbox WHERE fault <> ''")),
        updates=frozenset(row[0] for row in tx.all("SELECT update_id FROM inbox")),
        given_up=Counter(row[0] for row in tx.all("SELECT fault FROM outbox WHERE fault <> ''")),
        doubted=Counter(row[0] for row in tx.all("SELECT lane FROM outbox WHERE maybe_twice = 1 OR done_at IS NULL")),
        lanes=lanes,
    )


def _answers(tx: Tx, token: str) -> list[tuple[str, Said]]:
    row = sessions.by_invitation(tx, int(token.split("-", maxsplit=1)[0]))
    found = answers.of_session(tx, row.id) if row else ()
    return [(one.prompt, Said(one.reply, tuple(sorted(one.choices)), one.words)) for one in found]
