"""`plainsay invite`, `plainsay people` and `plainsay link`: who is asked, and their links."""

from __future__ import annotations

import argparse

from asking import decisions
from asking.decisions import How, Made
from asking.errors import NothingToAsk, UnknownName
from asking.invitations import invite, known_person, link_token, unfinished_invitation
from asking.moment import stamp
from asking.people import Wish, add
from asking.rounds import areas_in, round_for
from asking.speaking import refuse_unsigned
from bot.app import Rooms, open_rooms
from bot.clock import utc_now
from bot.commands.address import address, links_to
from bot.config import Config
from dialogs.model import SOURCES, Audience
from dialogs.pack import Pack
from locales import SOURCE, Languages
from store import access_log, invitations, people, rounds, services
from store.tx import Tx

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it
WHO = "command line"


def add_invite(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay invite NAME --service SERVICE`: add a person, or ask one again, and print their link."""
    command = commands.add_parser("invite", help="invite a person and print their link")
    command.add_argument("name", nargs="?", default="", help="what a new person likes to be called")
    command.add_argument("--service", default="", help="name of the new person's service")
    command.add_argument(
        "--audience", choices=[source.value for source in SOURCES], default="person", help="who they are"
    )
    command.add_argument("--person", type=int, default=0, help="number of a person who was invited before")
    command.add_argument("--family-of", type=int, default=0, help="number of the person whose family they are")
    command.add_argument("--agreed", action="store_true", help="that person said yes to asking their family")
    command.add_argument("--area", action="append", help="area to ask about, such as duq.1 (more than once for more)")
    command.add_argument("--language", default="", help="language to ask in, such as pl (English unless told)")
    command.set_defaults(act=act_invite)
    return command


def add_people(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay people`: list everyone with their number."""
    command = commands.add_parser("people", help="list everyone with their number")
    command.set_defaults(act=act_people)
    return command


def add_link(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay link NUMBER`: print a person's links again, or end them."""
    command = commands.add_parser("link", help="print a person's links again, or end them")
    command.add_argument("person", type=int, help="the person's number")
    command.add_argument("--revoke", action="store_true", help="end every link of this person")
    command.set_defaults(act=act_link)
    return command


async def act_invite(config: Config, options: argparse.Namespace) -> int:
    """Invite someone and print their number and link."""
    async with open_rooms(config, utc_now) as rooms:
        person_id, token = await rooms.database.write(lambda tx: _invited(tx, rooms, options))
        base = config.public_url or await rooms.database.read(address)
        page, *chats = await rooms.database.read(lambda tx: links_to(tx, base, token))
    print(f"Person {person_id}: {page}")
    for chat in chats:
        print(f"In Telegram: {chat}")
    return 0


async def act_people(config: Config, _options: argparse.Namespace) -> int:
    """List everyone: number, who they are, service, name. The access log notes it."""
    async with open_rooms(config, utc_now) as rooms:
        lines = await rooms.database.write(lambda tx: _listed(tx, stamp(rooms.clock())))
    print("\n".join(lines) or "Nobody was invited yet.")
    return 0


async def act_link(config: Config, options: argparse.Namespace) -> int:
    """Print a person's good links, or end them all."""
    async with open_rooms(config, utc_now) as rooms:
        tokens = await rooms.database.write(lambda tx: _links(tx, options, stamp(rooms.clock())))
        base = config.public_url or await rooms.database.read(address)
        links = await rooms.database.read(lambda tx: [link for each in tokens for link in links_to(tx, base, each)])
    for link in links:
        print(link)
    if not tokens:
        print(f"Person {options.person} has no link that works.")
    return 0


def _invited(tx: Tx, rooms: Rooms, options: argparse.Namespace) -> tuple[int, str]:
    at = stamp(rooms.clock())
    if options.language:
        refuse_unsigned(tx, rooms.languages, options.language)
    person_id = known_person(tx, options.person).id if options.person else _added(tx, options, rooms.languages, at)
    if options.language:
        people.speak(tx, person_id, options.language)
    person = people.get(tx, person_id)
    if options.agreed and person and person.relative_of:
        decisions.record(tx, person.relative_of, decisions.FAMILY, Made(How.SELF, "yes"), who=WHO, at=at)
    audience = Audience(person.audience) if person else Audience.PERSON
    round_id = open_round(tx, rooms, person_id)
    areas = areas_asked(rooms.pack, audience, options.area or planned(tx, rooms.pack, round_id, audience))
    unfinished = unfinished_invitation(tx, person_id=person_id, round_id=round_id, areas=areas, now=rooms.clock())
    invitation_id = unfinished or invite(
        tx,
        person_id=person_id,
        round_id=round_id,
        code=rooms.pack.id,
        areas=areas,
        now=rooms.clock(),
        languages=rooms.languages,
    )
    return person_id, link_token(tx, invitation_id)


def _added(tx: Tx, options: argparse.Namespace, languages: Languages, at: str) -> int:
    service = services.by_name(tx, options.service)
    if service is None:
        raise UnknownName(f"There is no service called '{options.service}'.", mend="Add it with `plainsay service`.")
    if not options.name:
        raise UnknownName("Nobody was named.", mend="Type a name, or --person NUMBER for someone invited before.")
    wish = Wish(
        name=options.name,
        service_id=service.id,
        audience=options.audience,
        language=options.language or SOURCE,
        relative_of=options.family_of,
    )
    return add(tx, wish, languages=languages, at=at)


def areas_asked(pack: Pack, audience: Audience, named: list[str] | None) -> tuple[str, ...]:
    """The areas that were named, or all that have questions for this audience.

    Raises:
        UnknownName: One of them has none.
    """
    known = pack.areas_for(audience)
    areas = tuple(named or known)
    unknown = [area for area in areas if area not in known]
    if unknown:
        mend = f"Use one of: {', '.join(known)}."
        raise UnknownName(f"There are no questions for {audience} in area {unknown[0]}.", mend=mend)
    return areas


def planned(tx: Tx, pack: Pack, round_id: int, audience: Audience) -> list[str]:
    """The areas that a round asks an audience about.

    Raises:
        NothingToAsk: There are none.
    """
    one = rounds.get(tx, round_id)
    areas = areas_in(one, pack.areas_for(audience)) if one else ()
    if not areas:
        raise NothingToAsk("This round has no questions for this person.")
    return list(areas)


def _listed(tx: Tx, at: str) -> list[str]:
    access_log.add(tx, at=at, who=WHO, did="listed everyone by name")
    return [
        f"{person.id}  {person.audience}  {service.name}  {people.name_of(tx, person.id)}"
        for service in services.all(tx)
        for person in people.in_service(tx, service.id)
    ]


def _links(tx: Tx, options: argparse.Namespace, at: str) -> list[str]:
    person_id = known_person(tx, options.person).id
    good = [one for one in invitations.of_person(tx, person_id) if not one.revoked_at]
    if options.revoke:
        for one in good:
            invitations.revoke(tx, one.id, at)
        return []
    return [link_token(tx, one.id) + ("  (to watch someone)" if one.observation_id else "") for one in good]


def open_round(tx: Tx, rooms: Rooms, person_id: int) -> int:
    """The round that a talk with, or about, this person belongs to; the first invitation opens one."""
    person = known_person(tx, person_id)
    return round_for(tx, rooms.clock().date(), service_id=person.service_id, audience=person.audience)
