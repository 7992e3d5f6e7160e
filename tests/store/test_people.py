"""Services, people, rounds, flows and invitations, kept and found again."""

from __future__ import annotations

import pytest

from store import access_log, consents, flags, flows, inputs, invitations, people, rounds, services, sessions
from store.database import Database
from store.errors import Tampered, UnknownRow
from store.tx import Tx
from tests.store.tools import AT, LATER, House, a_house, a_session


async def test_a_service_keeps_whom_to_turn_to(database: Database) -> None:
    """A service comes back with its numbers and, once named, its safeguarding lead and deputy."""

    def make(tx: Tx) -> int:
        service = services.add(tx, name="Mill Lane", phone="01", independent_name="Voice", independent_phone="02")
        services.set_safeguarding(
            tx,
            service,
            lead_name="Lee",
            lead_contact="03",
            deputy_name="Dee",
            deputy_contact="04",
            deputy_from="Other Org",
        )
        return service

    service = await database.write(make)
    expected = services.Service(service, "Mill Lane", "01", "Lee", "03", "Dee", "04", "Other Org", "Voice", "02")
    assert await database.read(lambda tx: services.get(tx, service)) == expected
    assert await database.read(services.all) == (expected,)
    assert await database.read(lambda tx: services.get(tx, 99)) is None


async def test_what_is_not_there_is_said(database: Database) -> None:
    """Changing a row that is not there is an error, never silence."""
    for turn in (
        lambda tx: services.set_safeguarding(
            tx, 9, lead_name="", lead_contact="", deputy_name="", deputy_contact="", deputy_from=""
        ),
        lambda tx: people.forget_identity(tx, 9, AT),
        lambda tx: invitations.revoke(tx, 9, AT),
        lambda tx: invitations.renew(tx, 9, LATER),
        lambda tx: sessions.save(tx, 9, state="s", body="{}", at=AT),
    ):
        with pytest.raises(UnknownRow):
            await database.write(turn)


async def test_people_are_found_and_counted(database: Database) -> None:
    """People of a service are found and counted by audience, without those who were forgotten."""

    def make(tx: Tx) -> tuple[int, int, int]:
        mill, oak = services.add(tx, name="Mill Lane"), services.add(tx, name="Oak House")
        ada = people.add(tx, service_id=mill, audience="person", name="Ada Example", at=AT)
        mum = people.add(tx, service_id=mill, audience="family", name="May", at=AT, relative_of=ada, language="cy")
        for number in range(3):
            people.add(tx, service_id=oak, audience="person", name=f"N{number}", at=AT)
        people.forget_identity(tx, people.add(tx, service_id=mill, audience="person", name="Gone", at=AT), LATER)
        return mill, ada, mum

    mill, ada, mum = await database.write(make)
    counts = await database.read(people.counts)
    assert [(one.audience, one.people) for one in counts] == [("family", 1), ("person", 1), ("person", 3)]
    assert await database.read(lambda tx: people.count(tx, service_id=mill, audience="person")) == 1
    assert await database.read(lambda tx: people.in_service(tx, mill)) == (
        people.Person(ada, mill, "person", None, "en", AT, None),
        people.Person(mum, mill, "family", ada, "cy", AT, None),
    )
    assert await database.read(lambda tx: people.name_of(tx, mum)) == "May"


async def test_a_forgotten_person_has_no_name(database: Database) -> None:
    """Forgetting deletes name and data key; the person's row says when; a second time changes nothing."""
    house = await database.write(a_house)
    assert await database.read(lambda tx: people.data_key(tx, house.person)) is not None
    await database.write(lambda tx: people.forget_identity(tx, house.person, AT))
    await database.write(lambda tx: people.forget_identity(tx, house.person, LATER))
    assert await database.read(lambda tx: people.name_of(tx, house.person)) is None
    assert await database.read(lambda tx: people.data_key(tx, house.person)) is None
    person = await database.read(lambda tx: people.get(tx, house.person))
    assert person
    assert person.forgotten_at == AT
    assert await database.read(lambda tx: tx.all("SELECT * FROM identity")) == []


async def test_a_swapped_identity_does_not_open(database: Database) -> None:
    """A name that was moved to another person's row in the database is noticed."""

    def swap(tx: Tx) -> int:
        house = a_house(tx)
        other = people.add(tx, service_id=house.service, audience="person", name="Bo", at=AT)
        row = tx.one("SELECT data_key, name FROM identity WHERE person_id = :id", id=house.person)
        assert row
        tx.run("UPDATE identity SET data_key = :k, name = :n WHERE person_id = :id", k=row[0], n=row[1], id=other)
        return other

    other = await database.write(swap)
    with pytest.raises(Tampered):
        await database.read(lambda tx: people.name_of(tx, other))


async def test_rounds_are_found_by_day(database: Database) -> None:
    """A day belongs to the round that is open then, first and last day included."""

    def make(tx: Tx) -> tuple[int, int]:
        late = rounds.add(tx, name="Autumn", opens_on="2026-10-01", closes_on="2026-12-31")
        early = rounds.add(tx, name="Spring", opens_on="2026-03-01", closes_on="2026-05-31")
        return early, late

    early, late = await database.write(make)
    assert await database.read(rounds.all) == (
        rounds.Round(early, "Spring", "2026-03-01", "2026-05-31"),
        rounds.Round(late, "Autumn", "2026-10-01", "2026-12-31"),
    )
    for day, expected in (("2026-03-01", early), ("2026-05-31", early), ("2026-10-01", late), ("2026-06-01", None)):
        found = await database.read(lambda tx, day=day: rounds.on(tx, day))
        assert (found.id if found else None) == expected


async def test_a_flow_is_kept_once(database: Database) -> None:
    """A flow that is kept twice stays as it was."""
    await database.write(lambda tx: flows.keep(tx, "f", "first"))
    await database.write(lambda tx: flows.keep(tx, "f", "second"))
    assert await database.read(lambda tx: flows.body(tx, "f")) == "first"
    assert await database.read(lambda tx: flows.body(tx, "none")) is None


async def test_an_invitation_lives_its_life(database: Database) -> None:
    """An invitation is opened once, revoked once, and renewed with a new version that lives again."""
    house = await database.write(a_house)
    change = database.write
    assert await change(lambda tx: invitations.opened(tx, house.invitation, AT)) is True
    assert await change(lambda tx: invitations.opened(tx, house.invitation, LATER)) is False
    await change(lambda tx: invitations.revoke(tx, house.invitation, AT))
    await change(lambda tx: invitations.revoke(tx, house.invitation, LATER))
    revoked = await database.read(lambda tx: invitations.get(tx, house.invitation))
    assert revoked
    assert (revoked.opened_at, revoked.revoked_at, revoked.version, revoked.areas) == (AT, AT, 1, ("duq.1",))
    assert await change(lambda tx: invitations.renew(tx, house.invitation, "2027-01-01T00:00:00Z")) == 2
    (renewed,) = await database.read(lambda tx: invitations.of_person(tx, house.person))
    assert (renewed.version, renewed.revoked_at, renewed.expires_at) == (2, None, "2027-01-01T00:00:00Z")


async def test_a_session_is_saved_and_found(database: Database) -> None:
    """A session is found by its invitation and person, with what was saved last."""
    house = await database.write(a_house)
    await database.write(
        lambda tx: sessions.save(tx, house.session, state="paused", body='{"turn":3}', at=LATER, step="q3")
    )
    expected = sessions.Session(
        house.session, house.invitation, house.person, "flow-1", "paused", '{"turn":3}', AT, LATER, "q3", "", 0
    )
    assert await database.write(lambda tx: sessions.by_invitation(tx, house.invitation)) == expected
    assert await database.read(lambda tx: sessions.of_person(tx, house.person)) == (expected,)
    assert await database.read(lambda tx: sessions.by_invitation(tx, 99)) is None


async def test_forgetting_empties_the_sessions(database: Database) -> None:
    """What was chosen also leaves the body of a forgotten person's sessions, and of nobody else's."""

    def make(tx: Tx) -> tuple[int, int]:
        house = a_house(tx)
        other = people.add(tx, service_id=house.service, audience="person", name="Bo", at=AT)
        others = a_session(tx, other, house.round)[1]
        for session in (house.session, others):
            sessions.save(tx, session, state="asking", body='{"chose":"no"}', at=AT)
        sessions.empty_of_person(tx, house.person, LATER)
        return house.person, other

    mine, others = await database.write(make)
    (emptied,) = await database.read(lambda tx: sessions.of_person(tx, mine))
    (kept,) = await database.read(lambda tx: sessions.of_person(tx, others))
    assert (emptied.state, emptied.body, kept.body) == (sessions.FORGOTTEN, "{}", '{"chose":"no"}')


async def test_an_input_arrives_once(database: Database) -> None:
    """The same update is known the second time; another channel's or bot's of that number is not the same."""
    house = await database.write(a_house)

    def arrive(channel: str, bot: str, update: str) -> object:
        return database.write(
            lambda tx: inputs.arrived(tx, channel=channel, bot=bot, update_id=update, session_id=house.session, at=AT)
        )

    async def known() -> bool:
        return await database.read(lambda tx: inputs.is_known(tx, channel="web", bot="", update_id="1"))

    assert await known() is False
    assert [await arrive("web", "", "1") for _ in range(3)] == [True, False, False]  # type: ignore[misc]
    assert await known() is True
    assert [await arrive("telegram", bot, "1") for bot in "ab"] == [True, True]  # type: ignore[misc]


async def test_consent_is_kept_with_its_words(database: Database) -> None:
    """Every yes and no is kept in order, with version and words as shown."""
    house = await database.write(a_house)
    for agreed, at in ((False, AT), (True, LATER)):
        await database.write(
            lambda tx, agreed=agreed, at=at: consents.add(
                tx, session_id=house.session, version="1", words="Is that all right?", agreed=agreed, at=at
            )
        )
    found = await database.read(lambda tx: consents.of_session(tx, house.session))
    assert [(one.agreed, one.words, one.at) for one in found] == [
        (False, "Is that all right?", AT),
        (True, "Is that all right?", LATER),
    ]


async def test_flags_are_raised_counted_and_cleared(database: Database) -> None:
    """Flags count people, not flags, on some prompts or whole talks; clearing a prompt takes only its own away."""

    def make(tx: Tx) -> House:
        house = a_house(tx)
        for prompt in ("p1", "p1", "p2"):
            flags.add(tx, session_id=house.session, prompt=prompt, flag="pair_differs", at=AT)
        second = a_session(tx, house.person, house.round)[1]
        flags.add(tx, session_id=second, prompt="p1", flag="pair_differs", at=AT)
        other = people.add(tx, service_id=house.service, audience="person", name="Bo", at=AT)
        flags.add(tx, session_id=a_session(tx, other, house.round)[1], prompt="", flag="all_good", at=AT)
        return house

    house = await database.write(make)

    async def counted(*prompts: str, code: str = "duq") -> dict[str, int]:
        return await database.read(
            lambda tx: flags.people(tx, code=code, round_id=house.round, audience="person", prompts=prompts)
        )

    assert await counted("p1", "p2") == {"all_good": 1, "pair_differs": 1}
    await database.write(lambda tx: flags.clear(tx, house.session, "p2"))
    assert await counted("p1") == {"all_good": 1, "pair_differs": 1}
    assert await counted("p2") == {"all_good": 1}
    assert await counted("p1", code="other") == {}


async def test_looks_are_noted_newest_first(database: Database) -> None:
    """Who looked at whom is noted, and the newest notes come first."""
    house = await database.write(a_house)
    for number in range(5):
        await database.write(
            lambda tx, n=number: access_log.add(tx, at=AT, who="lead", did=f"look {n}", person_id=house.person)
        )
    found = await database.read(lambda tx: access_log.recent(tx, 2))
    assert [(one.did, one.person_id) for one in found] == [("look 4", house.person), ("look 3", house.person)]
