"""Naming who hears a worry: both can sign in, and who is named no longer cannot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from asking import alerts, houses, post, setting_up
from asking.alerts import Watch
from asking.errors import InvitationRefused, NotFilledIn, ServiceClosed
from asking.hearers import Hearers, appoint, hearers_of, signs_in
from asking.houses import House, add_house, change_house, close_house
from asking.invitations import refuse_without_safeguarding
from asking.moment import stamp
from asking.permissions import Role
from asking.setting_up import Step, next_step
from asking.zones import provider_language, provider_zone, zones
from store import access_log, members, outbox, people, services, settings
from store.database import Database
from store.members import Member
from store.services import Service
from store.tx import Tx
from tests.asking.tools import NOW

AT = stamp(NOW)
TWO = Hearers("Lee Example", "lee@example.org", "Dee Example", "01632 960003", "Northside Advocacy")


def moved_in(tx: Tx) -> tuple[Member, tuple[Service, ...]]:
    """An administrator, and two services that name nobody yet."""
    ada = members.get(tx, members.add(tx, name="Ada", role=Role.ADMINISTRATOR, services=None, at=AT, email="ada@a.org"))
    assert ada is not None
    for name in ("Mill Lane", "Harbour View"):
        add_house(tx, House(name), who=ada, at=AT)
    return ada, services.all(tx)


def leads(tx: Tx) -> dict[str, set[int]]:
    """Name → services of everyone who signs in as a lead."""
    return {one.name: set(one.services or ()) for one in members.active(tx) if one.role == Role.LEAD}


async def test_both_can_sign_in_for_the_services_that_name_them(database: Database) -> None:
    """Naming a lead and a deputy gives each one sign-in, for these services and no other; once is enough."""

    def named(tx: Tx) -> dict[str, set[int]]:
        _, (mill, harbour) = moved_in(tx)
        assert appoint(tx, [mill], TWO, who="Ada", at=AT) == ()
        assert leads(tx) == {"Lee Example": {mill.id}, "Dee Example": {mill.id}}
        assert appoint(tx, services.all(tx), TWO, who="Ada", at=AT) == ()
        assert [one.did for one in access_log.recent(tx, 1)] == [
            "named Lee Example as lead and Dee Example as deputy of Harbour View"
        ]
        both = services.all(tx)
        assert {signs_in(tx, one, role).name for one in both for role in Watch} == {"Lee Example", "Dee Example"}  # type: ignore[union-attr]
        assert [houses.missing(one) for one in both] == ["", ""]
        assert hearers_of(both[1]) == TWO
        return {name: found - {mill.id, harbour.id} for name, found in leads(tx).items()}

    assert await database.write(named) == {"Lee Example": set(), "Dee Example": set()}


async def test_who_is_named_no_longer_is_out_at_once(database: Database) -> None:
    """A new lead of one house takes it from the old one, who keeps the other; after the last one nothing is left."""

    def changed(tx: Tx) -> None:
        _, both = moved_in(tx)
        appoint(tx, both, TWO, who="Ada", at=AT)
        mill, harbour = services.all(tx)
        payload = alerts.make_link(tx, mill, Watch.LEAD, NOW)
        alerts.open_chat(tx, payload=payload, bot="b", lane="lee", address="1", at=AT)
        assert len(alerts.watching(tx, mill.id)) == 1
        new = replace(TWO, lead_name="Sal New", lead_contact="01632 960009")
        assert appoint(tx, [mill], new, who="Ada", at=AT) == ("Lee Example",)
        assert leads(tx)["Lee Example"] == {harbour.id}
        assert alerts.watching(tx, mill.id) == ()
        appoint(tx, [harbour], new, who="Ada", at=AT)
        assert set(leads(tx)) == {"Sal New", "Dee Example"}
        assert access_log.recent(tx, 1)[0].did == "ended what Lee Example may see of Harbour View"

    await database.write(changed)


async def test_lead_and_deputy_may_change_places(database: Database) -> None:
    """Nobody loses anything where the two swap; a name that is written anew is the same person by e-mail."""

    def swapped(tx: Tx) -> None:
        _, both = moved_in(tx)
        appoint(tx, both, TWO, who="Ada", at=AT)
        before = {one.id for one in members.active(tx)}
        other = Hearers("Dee Example", "01632 960003", "Lee Example", "lee@example.org", "Elsewhere")
        assert appoint(tx, services.all(tx), other, who="Ada", at=AT) == ()
        appoint(tx, services.all(tx), replace(other, deputy_name="Leigh Example"), who="Ada", at=AT)
        assert set(leads(tx)) == {"Dee Example", "Leigh Example"}
        assert {one.id for one in members.active(tx)} == before

    await database.write(swapped)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"lead_name": ""}, "lead_name"),
        ({"lead_contact": ""}, "lead_contact"),
        ({"lead_contact": "next door"}, "lead_contact"),
        ({"lead_contact": "ADA@a.org"}, "lead_contact"),
        ({"deputy_name": ""}, "deputy_name"),
        ({"deputy_name": " lee  EXAMPLE"}, "deputy_name"),
        ({"deputy_contact": "LEE@example.org"}, "deputy_contact"),
        ({"deputy_from": ""}, "deputy_from"),
        ({"deputy_from": "harbour view"}, "deputy_from"),
    ],
)
async def test_what_is_missing_is_named(database: Database, change: dict[str, str], field: str) -> None:
    """Each gap, one person for both, one contact for both, and a deputy from inside are refused by their field."""

    def refused(tx: Tx) -> None:
        _, both = moved_in(tx)
        with pytest.raises(NotFilledIn) as raised:
            appoint(tx, both, replace(TWO, **change), who="Ada", at=AT)
        assert list(raised.value.wrong) == [field]
        assert leads(tx) == {}

    await database.write(refused)


async def test_services_are_told_apart_and_can_be_called(database: Database) -> None:
    """A second one of a name, half a contact and what is no number are refused; a service keeps its own name."""

    def refused(tx: Tx) -> list[list[str]]:
        ada, (mill, _) = moved_in(tx)
        change_house(tx, mill.id, House("mill lane", "999"), who=ada, at=AT)
        assert services.all(tx)[0].name == "mill lane"
        found = []
        for house in (
            House(""),
            House("HARBOUR view"),
            House("A", "ring"),
            House("A", "", "X"),
            House("A", "", "", "1"),
        ):
            with pytest.raises(NotFilledIn) as raised:
                add_house(tx, house, who=ada, at=AT)
            found.append(list(raised.value.wrong))
        return found

    assert await database.write(refused) == [
        ["service_name"], ["service_name"], ["phone"], ["independent_phone"], ["independent", "independent_phone"],
    ]  # fmt: skip


async def test_who_does_not_work_everywhere_works_in_what_they_add(database: Database) -> None:
    """A new service is seen by whoever added it."""

    def added(tx: Tx) -> bool:
        _, (mill, _) = moved_in(tx)
        bo = members.get(tx, members.add(tx, name="Bo", role=Role.ADMINISTRATOR, services=[mill.id], at=AT))
        assert bo is not None
        made = add_house(tx, House("The Elms"), who=bo, at=AT)
        found = members.get(tx, bo.id)
        return found is not None and found.services == {mill.id, made}

    assert await database.write(added)


async def test_a_closed_service_is_in_no_list(database: Database) -> None:
    """Nobody is invited there and its name is free; it can be opened again while nobody else has the name."""

    def closed(tx: Tx) -> None:
        ada, (mill, harbour) = moved_in(tx)
        appoint(tx, [mill], TWO, who="Ada", at=AT)
        close_house(tx, mill, who=ada, at=AT)
        assert services.all(tx) == (harbour,)
        assert [one.id for one in services.ever(tx)] == [mill.id, harbour.id]
        assert services.by_name(tx, "Mill Lane") is None
        with pytest.raises(ServiceClosed):
            refuse_without_safeguarding(services.get(tx, mill.id))
        again = add_house(tx, House("Mill Lane"), who=ada, at=AT)
        with pytest.raises(NotFilledIn):
            close_house(tx, mill, who=ada, at=AT, opened=True)
        services.rename(tx, again, "Mill Lane 2")
        close_house(tx, mill, who=ada, at=AT, opened=True)
        refuse_without_safeguarding(services.get(tx, mill.id))

    await database.write(closed)
    assert issubclass(ServiceClosed, InvitationRefused)


async def test_the_steps_are_read_from_what_is_there(database: Database) -> None:
    """Nothing is ticked by hand: each step is done once what it is about is there."""

    def walked(tx: Tx) -> list[Step | None]:
        found = [next_step(setting_up.done(tx))]
        _, both = moved_in(tx)
        found.append(next_step(setting_up.done(tx)))
        settings.put(tx, "provider", "Fernbank")
        settings.put(tx, "zone", "Europe/Dublin")
        found.append(next_step(setting_up.done(tx)))
        appoint(tx, both, TWO, who="Ada", at=AT)
        found.append(next_step(setting_up.done(tx)))
        members.add(tx, name="Kim", role=Role.KEYWORKER, services=None, at=AT)
        found.append(next_step(setting_up.done(tx)))
        people.add(tx, service_id=both[0].id, audience="person", name="Bo", at=AT)
        return [*found, next_step(setting_up.done(tx))]

    assert await database.write(walked) == [
        Step.YOU, Step.PROVIDER, Step.SAFEGUARDING, Step.COLLEAGUES, Step.PEOPLE, None,
    ]  # fmt: skip


async def test_the_provider_is_in_london_until_somebody_says(database: Database) -> None:
    """The zone and the language that hold, and what is no zone."""

    def read(tx: Tx) -> tuple[str, str]:
        return str(provider_zone(tx)), provider_language(tx)

    assert await database.read(read) == ("Europe/London", "en")
    await database.write(lambda tx: settings.put(tx, "zone", "Pacific/Auckland"))
    assert await database.read(read) == ("Pacific/Auckland", "en")
    assert {"Europe/London", "Asia/Dhaka", "Australia/Sydney"} <= zones().keys()
    assert not {"", "GMT", "../etc/passwd", "Europe"} & zones().keys()


async def test_a_new_lead_hears_how_to_sign_in(database: Database) -> None:
    """By e-mail, where this installation sends it and an address was given; a telephone number gets none."""

    def named(tx: Tx) -> list[post.Mail]:
        settings.put(tx, post.READY, "yes")
        _, both = moved_in(tx)
        appoint(tx, both, TWO, who="Ada", at=AT)
        appoint(tx, both, TWO, who="Ada", at=AT)
        return [post.load(letter.body) for letter in outbox.waiting(tx, post.MAIL)]

    (mail,) = await database.write(named)
    assert mail.to == "lee@example.org"
    assert "Ada has added you to the staff pages of Plainsay." in mail.lines


async def test_a_lead_of_all_services_loses_the_one_that_names_somebody_else(database: Database) -> None:
    """Who works for all services as lead and is replaced in one sees no worry of that one any more, and the others."""

    def changed(tx: Tx) -> None:
        moved_in(tx)
        members.add(tx, name="Lee Example", role=Role.LEAD, services=None, at=AT, email="lee@example.org")
        appoint(tx, services.all(tx), TWO, who="Ada", at=AT)
        mill, harbour = services.all(tx)
        appoint(tx, [mill], replace(TWO, lead_name="Sal New", lead_contact="01632 960009"), who="Ada", at=AT)
        (lee,) = [one for one in members.active(tx) if one.name == "Lee Example"]
        assert lee.services == {harbour.id}

    await database.write(changed)
