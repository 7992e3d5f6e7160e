"""`plainsay sign-in`: one-time links to the staff pages."""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta

from asking import signin
from asking.errors import UnknownName
from asking.permissions import Role
from bot.app import open_rooms
from bot.clock import utc_now
from bot.commands.address import address
from bot.config import Config
from store import members, settings
from store.members import Member
from store.tx import Tx

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it

LABELS: dict[str, str] = {
    Role.ADMINISTRATOR: "Administrator sign-in",
    Role.MANAGER: "Staff sign-in",
    Role.KEYWORKER: "Keyworker sign-in",
    Role.LEAD: "Safeguarding sign-in",
    Role.HELPER: "Independent helper sign-in",
    Role.BOARD: "Board sign-in",
}
SAMPLE_LASTS = timedelta(hours=24)
"""Nobody real is behind the links to sample data, and a newcomer may read on before opening one."""
MEND = "`plainsay staff list` shows who is there."


def add_sign_in(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay sign-in [NAME]`: print a fresh one-time link to the staff pages."""
    command = commands.add_parser("sign-in", help="print a one-time link to the staff pages")
    command.add_argument("name", nargs="?", default="", help="name or e-mail of someone on the staff")
    command.add_argument(
        "--as", dest="role", choices=list(LABELS), default="", help="instead: whoever first had this role"
    )
    command.set_defaults(act=act_sign_in)
    return command


async def act_sign_in(config: Config, options: argparse.Namespace) -> int:
    """Print a fresh one-time link."""
    async with open_rooms(config, utc_now) as rooms:
        base = config.public_url or await rooms.database.read(address)

        def made(tx: Tx) -> str:
            if not members.any_active(tx):
                return "\n".join(ways_in(tx, now=rooms.clock(), base=base))
            who = wanted(tx, options.name, options.role)
            return _line(who, base, signin.make_link(tx, rooms.clock(), who.id))

        print(await rooms.database.write(made))
    return 0


def ways_in(tx: Tx, *, now: datetime, base: str) -> list[str]:
    """What `plainsay run` prints: in sample data a link for each role, in real use no link that opens anything.

    A new installation gets the link that sets it up.
    """
    if not members.any_active(tx):
        return [f"Set-up: {base}/staff/set-up/{signin.make_set_up_link(tx, now)}"]
    if settings.get(tx, "sample") != "yes":
        return [f"{LABELS[Role.MANAGER]}: {base}/staff/sign-in"]
    first = {one.role: one for one in reversed(members.active(tx))}
    found = [first[role] for role in LABELS if role in first]
    return [_line(who, base, signin.make_link(tx, now, who.id, SAMPLE_LASTS)) for who in found]


def wanted(tx: Tx, name: str, role: str = "") -> Member:
    """Someone on the staff by name or e-mail; else whoever first had a role.

    Raises:
        UnknownName: There is nobody, or more than one.
    """
    known = members.active(tx)
    if name:
        found = members.by_email(tx, name) if "@" in name else _named(known, name)
    else:
        found = next((one for one in known if one.role == (role or Role.MANAGER)), None)
        found = found or (None if role else next((one for one in known if one.role == Role.ADMINISTRATOR), None))
    if found is None:
        raise UnknownName(f"Nobody on the staff is {name or 'a ' + (role or Role.MANAGER)}.", mend=MEND)
    return found


def _named(known: tuple[Member, ...], name: str) -> Member | None:
    found = [one for one in known if one.name.casefold() == name.casefold()]
    if len(found) > 1:
        raise UnknownName(f"More than one on the staff is called {name}.", mend="Name their e-mail instead.")
    return found[0] if found else None


def _line(who: Member, base: str, token: str) -> str:
    return f"{LABELS[who.role]}: {base}/staff/sign-in/{token}"
