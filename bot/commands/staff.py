"""`plainsay staff add|list|end`: who can sign in to the staff pages."""

from __future__ import annotations

import argparse

from asking import post, team
from asking.errors import NotFilledIn, UnknownName
from asking.letting_in import COMMAND_LINE
from asking.permissions import Role
from asking.team import Colleague, Left
from bot.app import open_rooms
from bot.clock import utc_now
from bot.commands.refused import CommandRefused
from bot.commands.sign_in import wanted
from bot.config import Config
from store import members, services
from store.members import Member
from store.tx import Tx

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it
HERE = Member(0, COMMAND_LINE, Role.ADMINISTRATOR, None, "", "", None, "")
"""Whoever types commands where Plainsay is installed."""


def add_staff(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay staff`: who can sign in."""
    command = commands.add_parser("staff", help="add someone to the staff, list everyone, or end someone's access")
    command.add_argument("action", choices=("add", "list", "end"), help="what to do")
    command.add_argument("name", nargs="?", default="", help="whom to add; or whose access ends, by name or e-mail")
    command.add_argument("--role", choices=[role.value for role in Role], default="", help="what they do")
    command.add_argument("--email", default="", help="their e-mail at work, where sign-in links go")
    command.add_argument(
        "--service", action="append", default=[], help="a service that they work for; give it again for more"
    )
    command.set_defaults(act=act_staff)
    return command


async def act_staff(config: Config, options: argparse.Namespace) -> int:
    """Do it, and say what came of it."""
    if options.action != "list" and not options.name:
        raise CommandRefused("Nobody is named.", mend=f"Type: plainsay staff {options.action} NAME")
    async with open_rooms(config, utc_now) as rooms:
        acts = {"add": _add, "list": _list, "end": _end}
        found = await rooms.database.write(lambda tx: acts[options.action](tx, options, rooms.now()))
        rooms.bell()
    print("\n".join(found))
    return 0


def _add(tx: Tx, options: argparse.Namespace, at: str) -> list[str]:
    if not options.role:
        raise CommandRefused("No role is named.", mend="Add --role, such as --role keyworker.")
    houses = frozenset(_service(tx, name) for name in options.service) if options.service else None
    try:
        whom = team.add(tx, Colleague(options.name.strip(), options.email, options.role, houses), who=HERE, at=at)
    except NotFilledIn as wrong:
        raise CommandRefused(f"{wrong}.", mend=wrong.mend) from None
    told = post.can_send(tx) and whom.email
    way = f"An e-mail tells {whom.name} how." if told else f"plainsay sign-in '{whom.name}' makes a link."
    return [f"{whom.name} can sign in as {whom.role}. {way}"]


def _list(tx: Tx, _options: argparse.Namespace, _at: str) -> list[str]:
    names = {one.id: one.name for one in services.ever(tx)}

    def line(one: Member) -> str:
        houses = "all services" if one.services is None else ", ".join(names[each] for each in sorted(one.services))
        return "  ".join(filter(None, (one.name, one.role, houses or "no service", one.email)))

    return [line(one) for one in members.active(tx)] or ["Nobody is on the staff yet."]


def _end(tx: Tx, options: argparse.Namespace, at: str) -> list[str]:
    whom = wanted(tx, options.name)
    left = team.end(tx, whom.id, who=HERE, at=at)
    return [f"The access of {whom.name}, {whom.role}, has ended everywhere.", *_needs(left)]


def _needs(left: Left) -> list[str]:
    keyworkers = sum(keyworker for _, keyworker in left.people)
    people = [f"People who need a new keyworker: {keyworkers}."] if keyworkers else []
    return [*people, *(f"{house} needs another safeguarding lead or deputy." for house in left.leads)]


def _service(tx: Tx, name: str) -> int:
    found = services.by_name(tx, name)
    if found is None:
        raise UnknownName(f"There is no service called '{name}'.", mend="Add it with `plainsay service`.")
    return found.id
