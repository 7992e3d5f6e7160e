"""`plainsay observe`: two people write down what someone who uses few words shows them."""

from __future__ import annotations

import argparse
from functools import partial

from asking.invitations import link_token
from asking.observing import Watching, observe
from bot.app import Rooms, open_rooms
from bot.clock import utc_now
from bot.commands.address import address
from bot.commands.people import WHO, Commands, areas_asked, open_round
from bot.config import Config
from dialogs.model import Audience
from store.tx import Tx


def add_observe(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay observe NUMBER --by NUMBER --by NUMBER --decided WHO`: ask two people what someone shows."""
    command = commands.add_parser("observe", help="ask two people what someone who uses few words shows them")
    command.add_argument("person", type=int, help="number of the person who uses few words")
    command.add_argument("--by", type=int, action="append", required=True, help="number of one who knows the person")
    command.add_argument("--decided", required=True, help="who decided that this is right for the person, and when")
    command.add_argument("--area", action="append", help="area to watch for, such as duq.1 (more than once for more)")
    command.set_defaults(act=act_observe)
    return command


async def act_observe(config: Config, options: argparse.Namespace) -> int:
    """Invite the two, and print a link for each."""
    async with open_rooms(config, utc_now) as rooms:
        watching, tokens = await rooms.database.write(partial(_invited, rooms=rooms, options=options))
        base = config.public_url or await rooms.database.read(address)
    for number, token in zip(options.by, tokens, strict=True):
        print(f"Person {number}: {base}/s/{token}")
    if watching.all_paid:
        print("Both are paid to be there. If someone unpaid knows the person too, ask them instead of one of these.")
    return 0


def _invited(tx: Tx, *, rooms: Rooms, options: argparse.Namespace) -> tuple[Watching, list[str]]:
    watching = observe(
        tx,
        person_id=options.person,
        by=tuple(options.by),
        decided=options.decided,
        round_id=open_round(tx, rooms, options.person),
        code=rooms.pack.id,
        areas=areas_asked(rooms.pack, Audience.OBSERVER, options.area),
        now=rooms.clock(),
        who=WHO,
        languages=rooms.languages,
    )
    return watching, [link_token(tx, one) for one in watching.invitations]
