"""`plainsay provider` and `plainsay service`: who asks, and who hears a worry."""

from __future__ import annotations

import argparse
from dataclasses import asdict, astuple

from asking.alerts import Watch, make_link, named
from asking.errors import InvitationRefused, UnknownName
from asking.hearers import Hearers, appoint
from asking.invitations import refuse_without_safeguarding
from bot.app import open_rooms
from bot.clock import utc_now
from bot.commands.address import bot_address
from bot.commands.refused import CommandRefused
from bot.config import Config
from store import members, services, settings
from store.services import Service
from store.tx import Tx

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it
WHO = "command line"
NOTHING = Service(0, *[""] * 9)


def add_provider(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay provider NAME`: name the organisation that asks."""
    command = commands.add_parser("provider", help="name the organisation that asks")
    command.add_argument("name", help="what the organisation is called; every talk says it first")
    command.set_defaults(act=act_provider)
    return command


def add_service(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay service NAME`: add a service, or change who hears its worries."""
    command = commands.add_parser("service", help="add a service, or change who hears its worries")
    command.add_argument("name", help="what the service is called")
    command.add_argument("--phone", default="", help="the service's own telephone number")
    command.add_argument("--lead", default="", help="name of the safeguarding lead, who also hears people's own words")
    command.add_argument("--lead-contact", default="", help="telephone or e-mail of the lead")
    command.add_argument("--deputy", default="", help="name of the deputy, from outside the service")
    command.add_argument("--deputy-contact", default="", help="telephone or e-mail of the deputy")
    command.add_argument("--deputy-from", default="", help="where the deputy comes from")
    command.add_argument("--independent", default="", help="someone independent whom people can call")
    command.add_argument("--independent-phone", default="", help="their telephone number")
    command.set_defaults(act=act_service)
    return command


def add_alerts(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay alerts SERVICE`: a link with which a lead or deputy is told of worries in Telegram."""
    command = commands.add_parser("alerts", help="print a one-time link to be told of worries in Telegram")
    command.add_argument("service", help="what the service is called")
    command.add_argument("--for", dest="role", choices=list(Watch), default=Watch.LEAD, help="who will be told")
    command.set_defaults(act=act_alerts)
    return command


async def act_alerts(config: Config, options: argparse.Namespace) -> int:
    """Print the link, and for whom it is."""
    async with open_rooms(config, utc_now) as rooms:

        def made(tx: Tx) -> tuple[str, str]:
            service = services.by_name(tx, options.service)
            if service is None:
                mend = "Add it with `plainsay service`."
                raise UnknownName(f"There is no service called '{options.service}'.", mend=mend)
            bot = bot_address(tx)
            if not bot:
                mend = "Set PLAINSAY_TELEGRAM_TOKEN, and start `plainsay run` once."
                raise CommandRefused("No Telegram bot was connected yet.", mend=mend)
            role = Watch(options.role)
            return named(service, role), f"{bot}?start={make_link(tx, service, role, rooms.clock())}"

        name, link = await rooms.database.write(made)
    print(f"For {name}, works once, within 24 hours: {link}")
    return 0


async def act_provider(config: Config, options: argparse.Namespace) -> int:
    """Keep the provider's name."""
    async with open_rooms(config, utc_now) as rooms:
        await rooms.database.write(lambda tx: settings.put(tx, "provider", options.name))
    print(f"Talks will say: {options.name} asks you this.")
    return 0


async def act_service(config: Config, options: argparse.Namespace) -> int:
    """Add or change a service, and say whether people can be invited yet."""
    async with open_rooms(config, utc_now) as rooms:
        kept = await rooms.database.write(lambda tx: _keep(tx, options, rooms.now()))
    print(f"{kept.name} is kept.")
    try:
        refuse_without_safeguarding(kept)
    except InvitationRefused as missing:
        print(f"Nobody can be invited yet: {missing}")
    return 0


def _keep(tx: Tx, options: argparse.Namespace, at: str) -> Service:
    """What was not typed stays as it was."""
    known = services.by_name(tx, options.name) or NOTHING
    service_id = known.id or services.add(tx, name=options.name)
    services.set_contacts(
        tx,
        service_id,
        phone=options.phone or known.phone,
        independent_name=options.independent or known.independent_name,
        independent_phone=options.independent_phone or known.independent_phone,
    )
    _name(
        tx,
        service_id,
        Hearers(
            lead_name=options.lead or known.lead_name,
            lead_contact=options.lead_contact or known.lead_contact,
            deputy_name=options.deputy or known.deputy_name,
            deputy_contact=options.deputy_contact or known.deputy_contact,
            deputy_from=options.deputy_from or known.deputy_from,
        ),
        at,
    )
    return services.get(tx, service_id) or NOTHING


def _name(tx: Tx, service_id: int, hearers: Hearers, at: str) -> None:
    """Where somebody can sign in already, lead and deputy can too. A new installation has its link first."""
    service = services.get(tx, service_id)
    named = astuple(hearers)
    if service and all(named) and members.any_active(tx):
        appoint(tx, [service], hearers, who=WHO, at=at)
    else:
        services.set_safeguarding(tx, service_id, **asdict(hearers))
