"""`plainsay service` and `plainsay invite`: who may be asked, and their links."""

from __future__ import annotations

import argparse
from datetime import timedelta

from asking.errors import UnknownName
from asking.invitations import invite
from asking.links import token_for
from asking.moment import stamp
from bot.app import Rooms, open_rooms
from bot.clock import utc_now
from bot.commands.address import address
from bot.config import Config
from dialogs.model import Audience
from store import invitations, people, rounds, services
from store.tx import Tx

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it
ROUND_DAYS = 60


def add_service(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay service NAME`: add a service, or change who hears its worries."""
    command = commands.add_parser("service", help="add a service, or change who hears its worries")
    command.add_argument("name", help="what the service is called")
    command.add_argument("--phone", default="", help="the service's own telephone number")
    command.add_argument("--lead", default="", help="name of the safeguarding lead")
    command.add_argument("--lead-contact", default="", help="telephone or e-mail of the lead")
    command.add_argument("--deputy", default="", help="name of the deputy, from outside the service")
    command.add_argument("--deputy-contact", default="", help="telephone or e-mail of the deputy")
    command.add_argument("--deputy-from", default="", help="where the deputy comes from")
    command.add_argument("--independent", default="", help="someone independent whom people can call")
    command.add_argument("--independent-phone", default="", help="their telephone number")
    command.set_defaults(act=act_service)
    return command


def add_invite(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay invite NAME --service SERVICE`: add a person and print their link."""
    command = commands.add_parser("invite", help="invite a person and print their link")
    command.add_argument("name", help="what the person likes to be called")
    command.add_argument("--service", required=True, help="name of their service")
    command.add_argument("--audience", choices=[a.value for a in Audience], default="person", help="who they are")
    command.add_argument("--area", action="append", help="area to ask about, such as duq.1 (more than once for more)")
    command.set_defaults(act=act_invite)
    return command


async def act_service(config: Config, options: argparse.Namespace) -> int:
    """Add or change a service."""
    async with open_rooms(config, utc_now) as rooms:
        await rooms.database.write(lambda tx: _keep_service(tx, options))
    print(f"{options.name} is kept.")
    return 0


async def act_invite(config: Config, options: argparse.Namespace) -> int:
    """Add a person, invite them and print the link."""
    async with open_rooms(config, utc_now) as rooms:
        token = await rooms.database.write(lambda tx: _invited(tx, rooms, options))
        base = config.public_url or await rooms.database.read(address)
    print(f"{base}/s/{token}")
    return 0


def _keep_service(tx: Tx, options: argparse.Namespace) -> None:
    known = services.by_name(tx, options.name)
    service_id = known.id if known else services.add(tx, name=options.name)
    services.set_contacts(
        tx,
        service_id,
        phone=options.phone or (known.phone if known else ""),
        independent_name=options.independent or (known.independent_name if known else ""),
        independent_phone=options.independent_phone or (known.independent_phone if known else ""),
    )
    services.set_safeguarding(
        tx,
        service_id,
        lead_name=options.lead or (known.lead_name if known else ""),
        lead_contact=options.lead_contact or (known.lead_contact if known else ""),
        deputy_name=options.deputy or (known.deputy_name if known else ""),
        deputy_contact=options.deputy_contact or (known.deputy_contact if known else ""),
        deputy_from=options.deputy_from or (known.deputy_from if known else ""),
    )


def _invited(tx: Tx, rooms: Rooms, options: argparse.Namespace) -> str:
    service = services.by_name(tx, options.service)
    if service is None:
        raise UnknownName(f"There is no service called {options.service}.", mend="Add it with `plainsay service`.")
    areas = tuple(options.area or rooms.pack.asked_areas)
    unknown = [area for area in areas if area not in rooms.pack.asked_areas]
    if unknown:
        known = ", ".join(rooms.pack.asked_areas)
        raise UnknownName(f"There are no questions for area {unknown[0]}.", mend=f"Use one of: {known}.")
    now = rooms.clock()
    person_id = people.add(tx, service_id=service.id, audience=options.audience, name=options.name, at=stamp(now))
    invitation_id = invite(
        tx, person_id=person_id, round_id=_round(tx, rooms), code=rooms.pack.id, areas=areas, now=now
    )
    invitation = invitations.get(tx, invitation_id)
    if invitation is None:
        raise LookupError(invitation_id)
    return token_for(tx.keys, invitation.id, invitation.version)


def _round(tx: Tx, rooms: Rooms) -> int:
    """The round that is open today; the first invitation opens one."""
    today = rooms.clock().date()
    opened = rounds.on(tx, today.isoformat())
    if opened is not None:
        return opened.id
    closes = today + timedelta(days=ROUND_DAYS)
    name = f"Talks from {today:%B %Y}"
    return rounds.add(tx, name=name, opens_on=today.isoformat(), closes_on=closes.isoformat())
