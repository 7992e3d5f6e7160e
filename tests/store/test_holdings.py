"""Everything that is held on a person is known, table by table."""

from __future__ import annotations

import pytest

from store import consents, holdings, people, worries
from store.database import Database
from store.tx import Tx
from tests.store.tools import AT, a_house, an_answer

PEOPLE_COLUMNS = frozenset({"person_id", "about_id", "whose", "relative_of", "was_of"})
"""Columns that name a person."""
WAYS = {"session_id": "session", "invitation_id": "invitation", "media_id": "media", "summary_id": "summary",
        "record_id": "record", "observation_id": "observation", "answer_id": "answer",
        "picture_id": "own_picture"}  # fmt: skip
"""Columns that lead to a row that is somebody's."""
LANES = frozenset({"alert_chat", "staff_chat"})
"""Chats of staff: their lanes are not those of people who may be asked."""


def columns(tx: Tx) -> dict[str, set[str]]:
    """Table → its columns, as the database itself says."""
    tables = [row[0] for row in tx.all("SELECT name FROM sqlite_master WHERE type = 'table'")]
    listed = "SELECT name FROM pragma_table_info(:table)"
    return {
        table: {row[0] for row in tx.all(listed, table=table)} for table in tables if not table.startswith("sqlite_")
    }


def unknown(found: dict[str, set[str]]) -> list[str]:
    """What stands in no list, or in the wrong one."""
    wrong = [f"{table} is in no list" for table in found if table not in holdings.HOLDINGS | holdings.OTHERS]
    for table, has in found.items():
        leads = (has & PEOPLE_COLUMNS) or {way for way in has if way in WAYS} or (
            {"lane"} & has if table not in LANES else set()
        )  # fmt: skip
        if leads and table not in holdings.HOLDINGS and not is_explained(table):
            wrong.append(f"{table}.{min(leads)} leads to a person")
    wrong += [f"{table} is not there" for table in holdings.HOLDINGS | holdings.OTHERS if table not in found]
    return wrong


def is_explained(table: str) -> bool:
    """It is withheld, and `WITHHELD` says why; or its column only looks so."""
    return holdings.OTHERS.get(table, "").startswith("withheld") or table == "action_expected"


@pytest.fixture
async def schema(sqlite: Database) -> dict[str, set[str]]:
    """What is in the database."""
    return await sqlite.read(columns)


async def test_every_table_that_leads_to_a_person_is_covered(schema: dict[str, set[str]]) -> None:
    """A table that somebody adds must be named: as held on a person, or as nothing of one."""
    assert unknown(schema) == []


async def test_a_new_table_with_a_person_is_noticed(sqlite: Database) -> None:
    """The control: a table that nobody named is found, and so is a covered one that is taken out of the list."""

    def grown(tx: Tx) -> dict[str, set[str]]:
        tx.run("CREATE TABLE shoe (id INTEGER PRIMARY KEY, person_id BIGINT, size TEXT)")
        return columns(tx)

    found = await sqlite.write(grown)
    assert unknown(found) == ["shoe is in no list", "shoe.person_id leads to a person"]


async def test_every_column_is_shown_or_left_out_on_purpose(schema: dict[str, set[str]]) -> None:
    """A column that somebody adds to a covered table must be shown, or be named here as telling nothing of a person."""
    silent = {"id", "person_id", "data_key", "version", "body", "file_key", "lane", "bot", "picked", "awaits", "fault",
              "maybe_twice", "priority", "update_id", "flow_id", "invitation_id", "service_id", "round_id", "code",
              "code_version", "observation_id", "media_id", "origin", "superseded_at", "source", "shown", "words",
              "language", "level", "whose", "withdrawn_by", "withdrawn_why", "from_kind", "from_id", "made_by",
              "member_id", "met_at", "signed_by", "taken_by", "words_id", "picture_id", "session_id", "summary_id",
              "record_id", "change_id", "undone_by", "files", "why", "n", "link", "public_key",
              "device", "moved", "was_of"}  # fmt: skip
    for table, holding in holdings.HOLDINGS.items():
        assert schema[table] - set(holding.columns) <= silent, table


async def test_what_is_sealed_is_opened_and_worries_are_not_there(database: Database) -> None:
    """Name and words come out in clear; a worry that the same person told does not, not even that there is one."""

    def made(tx: Tx) -> tuple[int, dict[str, list[holdings.Found]]]:
        house = a_house(tx)
        an_answer(tx, house, reply="wrote", choices=(), words="The lift is broken.")
        consents.add(tx, session_id=house.session, version="1", words="Is that OK?", agreed=True, at=AT)
        worries.add(tx, service_id=house.service, person_id=house.person, session_id=house.session,
                    words="Someone hit me.", told_at=AT)  # fmt: skip
        tx.run("INSERT INTO access_log (at, who, did, person_id) VALUES (:at, 'Lee', 'opened worry 1', :id)",
               at=AT, id=house.person)  # fmt: skip
        return house.person, holdings.rows(tx, house.person)

    person, found = await database.write(made)
    assert found["identity"][0]["name"] == "Ada Example"
    assert found["answer"][0]["words"] == "The lift is broken."
    assert "worr" not in str(found)
    assert "hit me" not in str(found)
    await database.write(lambda tx: people.forget_identity(tx, person, AT))
    after = await database.read(lambda tx: holdings.rows(tx, person))
    assert after["answer"][0]["words"] is None
    assert "identity" not in after


async def test_a_text_that_many_agree_to_is_kept_once(database: Database) -> None:
    """The words are kept by their content: the same twice is one text, another language is another."""

    def made(tx: Tx) -> tuple[int, tuple[consents.ConsentGiven, ...]]:
        house = a_house(tx)
        for words, language in (("Is that OK?", "en"), ("Is that OK?", "en"), ("Czy dobrze?", "pl")):
            consents.add(tx, session_id=house.session, version="1", words=words, agreed=True, at=AT, language=language)
        consents.supported(tx, session_id=house.session, support="supported", helper="family")
        return consents.texts(tx), consents.of_person(tx, house.person)

    texts, given = await database.write(made)
    assert texts == 2
    assert [one.words for one in given] == ["Is that OK?", "Is that OK?", "Czy dobrze?"]
    assert [one.support for one in given] == ["", "", "supported"]
