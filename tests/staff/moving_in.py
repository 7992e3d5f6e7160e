"""Furnishing an office: four houses, one of them tiny, with people, families and staff."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette

from asking import decisions
from asking.decisions import How, Made
from asking.setting_up import ALONE
from asking.zones import ZONE
from bot import staff
from bot.http.errors import handlers, pages_by_path
from bot.http.stack import layers
from bot.look import LOOK, Fonts, Pictures
from bot.staff.openid.provider import Provider
from dialogs.model import Audience
from dialogs.recipe import Pick, Recipe, Why, dump_recipe
from easyread.fonts import load as load_fonts
from store import flows, people, rounds, services, settings
from store.database import Database
from store.media_files import MediaFiles
from store.tx import Tx
from tests.staff.office import AT, HOST, Clock, Office
from tests.staff.pack import AREA, a_pack, prompt_id
from tests.support.ready import built_in_pictures

HOUSES = {"Mill Lane": 24, "Harbour View": 12, "The Elms": 6, "Rose Cottage": 3}
A_TALK = Recipe("pack", Audience.PERSON, (AREA,), ((Pick(prompt_id("person", "choose"), Why.CORE),),))
"""What every talk here was planned as."""


async def furnish(database: Database, recordings: Path, **reached: Any) -> Office:
    """Four houses, one of them tiny; nobody has answered yet. `reached` is for `an_office`."""
    office = an_office(database, recordings, **reached)
    await database.write(partial(_move_in, office=office))
    return office


def an_office(
    database: Database,
    recordings: Path,
    *,
    clock: Clock | None = None,
    base: str = "",
    provider: Provider | None = None,
) -> Office:
    """The staff pages over a store, as it is.

    Args:
        database: Where everything is kept.
        recordings: Folder of recordings.
        clock: A clock that is there already.
        base: Address that people reach the pages by.
        provider: The organisation's own sign-in.
    """
    pack, clock, files = a_pack(), clock or Clock(), MediaFiles(recordings)
    page = pages_by_path({"/staff": staff.error_page}, staff.error_page)
    pages = staff.routes(
        database,
        pack,
        clock,
        files,
        telegram=lambda: office.telegram,
        bell=lambda: office.rung.append(None),
        built_in=built_in_pictures(),
        base=base,
        provider=provider,
    )
    app = Starlette(
        routes=[*pages, Pictures(built_in_pictures()).route(), Fonts(load_fonts()).route(), LOOK.route()],
        middleware=layers(page, staff.LARGER),
        exception_handlers=handlers(page),
    )
    client = AsyncClient(transport=ASGITransport(app), base_url=base or HOST)
    office = Office(app, database, pack, clock, files, client)
    return office


def _move_in(tx: Tx, office: Office) -> None:
    settings.put(tx, "provider", "Invented Support")
    settings.put(tx, ZONE, "Europe/London")
    settings.put(tx, ALONE, "yes")
    flows.keep(tx, "flow-1", dump_recipe(A_TALK))
    rounds.add(tx, name="Spring 2026", opens_on="2026-03-01", closes_on="2026-05-31")
    office.round = rounds.add(tx, name="Autumn 2026", opens_on="2026-10-01", closes_on="2026-12-31")
    names: Iterator[str] = cycle(["Ada Example", "Bo Invented", "Cy Madeup"])
    for house, number in HOUSES.items():
        service = services.add(tx, name=house, phone="01632 960000")
        services.set_safeguarding(
            tx,
            service,
            lead_name="Sal Lead",
            lead_contact="01632 960001",
            deputy_name="Dee Deputy",
            deputy_contact="01632 960002",
            deputy_from="Another Charity",
        )
        office.houses[house] = service
        office.people[house] = [
            people.add(tx, service_id=service, audience="person", name=next(names), at=AT) for _ in range(number)
        ]
        for audience in ("family", "staff"):
            office.people[f"{house} {audience}"] = [
                people.add(
                    tx,
                    service_id=service,
                    audience=audience,
                    name=next(names),
                    relative_of=related if audience == "family" else None,
                    at=AT,
                )
                for related in office.people[house][: number // 2]
            ]
        for person in office.people[house][: number // 2]:
            decisions.record(tx, person, decisions.FAMILY, Made(How.SELF, "yes"), who="Kim Example", at=AT)
