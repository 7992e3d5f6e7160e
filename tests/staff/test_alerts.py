"""Who is told of worries in Telegram: seen, begun and ended on the page of worries."""

from __future__ import annotations

import html
import json
import re

import pytest

from asking import alerts
from asking.alerts import Watch
from store import access_log, outbox, services
from store.alerts import AlertChat
from tests.staff.channels import BOT, opened_alerts
from tests.staff.office import AT, Office

PATH = "/staff/worries"
LINK = re.compile(r'href="(https://t\.me/plainsay_bot\?start=(alert-[A-Za-z0-9_-]{32}))"')


async def notes(office: Office) -> list[tuple[str, str]]:
    """Who did what, oldest first, sign-ins aside."""
    found = await office.database.read(access_log.recent)
    return [(note.who, note.did) for note in reversed(found) if "signed in" not in note.did]


async def section(office: Office) -> str:
    """What the page of worries says of alerts, without its marks."""
    page = (await office.get(PATH)).text.partition('id="alerts"')[2]
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))


async def told(office: Office, house: str) -> tuple[AlertChat, ...]:
    """The chats that are told of a house's worries."""
    return await office.database.read(lambda tx: alerts.watching(tx, office.houses[house]))


async def linked(office: Office, house: str, role: str) -> str:
    """Make a link as the page does; gives what stands behind `start=`."""
    fields = {"service": str(office.houses[house]), "role": role}
    answer = await office.post("/staff/alerts/link", PATH, **fields)
    assert answer.status_code == 200
    found = LINK.search(answer.text)
    assert found
    assert answer.text.count(found[2]) == 2  # the address, and the same to read
    return found[2]


async def test_the_page_says_who_is_told(signed_in: Office) -> None:
    """Each service has its lead and deputy, by name and since when, or nobody yet."""
    await opened_alerts(signed_in, "Mill Lane")
    await opened_alerts(signed_in, "The Elms", Watch.DEPUTY)
    said = await section(signed_in)
    mill, harbour, elms = (said.index(house) for house in ("Mill Lane", "Harbour View", "The Elms"))
    assert "Safeguarding lead: Sal Lead, since 22 November 2026" in said[mill:harbour]
    assert "Deputy: Nobody yet" in said[mill:harbour]
    assert said[harbour:elms].count("Nobody yet") == 2
    assert "Deputy: Dee Deputy, since 22 November 2026" in said[elms:]
    assert said.count("Stop telling this person") == 2


async def test_without_telegram_it_says_where_to_read_how(signed_in: Office) -> None:
    """Where no bot is connected there is no form, and a post makes no link."""
    signed_in.telegram = ""
    said = await section(signed_in)
    assert "Telegram is not set up." in said
    assert "docs/running.md" in said
    assert "Make a link" not in said
    answer = await signed_in.post("/staff/alerts/link", PATH, service="1", role="lead")
    assert answer.status_code == 404
    assert await notes(signed_in) == []


@pytest.mark.parametrize(("role", "name"), [("lead", "Sal Lead"), ("deputy", "Dee Deputy")])
async def test_a_link_opens_the_alerts_of_one_person(signed_in: Office, role: str, name: str) -> None:
    """The link that the page shows opens a chat for the one whom it was made for, once, and both are logged."""
    payload = await linked(signed_in, "The Elms", role)
    opened = {"payload": payload, "bot": "telegram", "lane": "lane", "address": "1", "at": AT}
    assert await signed_in.database.write(lambda tx: alerts.open_chat(tx, **opened)) is not None
    assert [(chat.role, chat.name) for chat in await told(signed_in, "The Elms")] == [(role, name)]
    assert await told(signed_in, "Mill Lane") == ()
    assert await signed_in.database.write(lambda tx: alerts.open_chat(tx, **opened)) is None
    assert await notes(signed_in) == [
        ("Mo Manager", f"made a link for alerts of The Elms as {role}"),
        (name, f"opened a chat for alerts of The Elms as {role}"),
    ]


async def test_the_link_page_says_what_to_do_with_it(signed_in: Office) -> None:
    """Whom it is for, and that it works once for a day; the log never has it, nor any later page."""
    answer = await signed_in.post("/staff/alerts/link", PATH, service="1", role="deputy")
    for shown in ("A link for Dee Deputy", "It works once, for 24 hours.", "Send this link to Dee Deputy."):
        assert shown in answer.text, shown
    assert answer.headers["cache-control"] == "no-store"
    assert "alert-" not in (await signed_in.get(PATH)).text
    assert not any("alert-" in did for _, did in await notes(signed_in))


async def test_nobody_is_told_before_somebody_is_named(signed_in: Office) -> None:
    """For a service without a deputy there is no link, and the page says how to name one."""
    empty = {"lead_contact": "", "deputy_name": "", "deputy_contact": "", "deputy_from": ""}
    await signed_in.database.write(lambda tx: services.set_safeguarding(tx, 1, lead_name="Sal Lead", **empty))
    answer = await signed_in.post("/staff/alerts/link", PATH, service="1", role="deputy")
    assert answer.status_code == 409
    assert "Mill Lane has no deputy yet." in answer.text
    assert "plainsay service" in answer.text
    assert "?start=" not in answer.text
    assert await notes(signed_in) == []


@pytest.mark.parametrize(
    ("service", "role", "status"),
    [
        ("", "lead", 404),
        ("x", "lead", 400),
        ("9" * 30, "lead", 400),
        ("1", "boss", 400),
        ("1", "", 400),
        ("99", "lead", 404),
    ],
)
async def test_a_form_that_makes_no_sense_makes_no_link(
    signed_in: Office, service: str, role: str, status: int
) -> None:
    """A service or role that does not exist is refused, and nothing is written down."""
    answer = await signed_in.post("/staff/alerts/link", PATH, service=service, role=role)
    assert answer.status_code == status
    assert await notes(signed_in) == []


async def test_stop_telling_ends_one_persons_alerts(signed_in: Office) -> None:
    """The one is told nothing more of that service, others go on, and a second press changes nothing."""
    lead = await opened_alerts(signed_in, "Mill Lane")
    deputy = await opened_alerts(signed_in, "Mill Lane", Watch.DEPUTY, lane="other")
    await opened_alerts(signed_in, "The Elms")
    for _ in range(2):
        answer = await signed_in.post(f"/staff/alerts/{lead}/stop", PATH)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{PATH}#alerts")
    assert [chat.id for chat in await told(signed_in, "Mill Lane")] == [deputy]
    assert len(await told(signed_in, "The Elms")) == 1
    assert "Safeguarding lead: Nobody yet" in await section(signed_in)
    ended = [note for note in await notes(signed_in) if "ended" in note[1]]
    assert ended == [("Mo Manager", "ended alerts of Mill Lane to Sal Lead as lead")]


async def test_stopping_an_unknown_chat_does_nothing(signed_in: Office) -> None:
    """A number that is nobody's is a 404, and so is one that is far too long."""
    assert (await signed_in.post("/staff/alerts/99/stop", PATH)).status_code == 404
    assert (await signed_in.post(f"/staff/alerts/{'9' * 30}/stop", PATH)).status_code == 404
    assert await notes(signed_in) == []


async def test_names_are_escaped(signed_in: Office) -> None:
    """What somebody is called cannot become part of the page."""
    rest = {"lead_contact": "", "deputy_name": "", "deputy_contact": "", "deputy_from": ""}
    await signed_in.database.write(lambda tx: services.set_safeguarding(tx, 1, lead_name="<img src=x>", **rest))
    await opened_alerts(signed_in, "Mill Lane")
    link = await signed_in.post("/staff/alerts/link", PATH, service="1", role="lead")
    for page in ((await signed_in.get(PATH)).text, link.text):
        assert "<img" not in page
        assert "&lt;img src=x&gt;" in page


async def test_taking_a_worry_on_the_page_tells_the_chats(signed_in: Office) -> None:
    """Lead and deputy learn in their chats who has it, and the bell rings so that it goes out at once."""
    await opened_alerts(signed_in, "The Elms", Watch.LEAD, "lead")
    await opened_alerts(signed_in, "The Elms", Watch.DEPUTY, "deputy")
    worry = await signed_in.worry("The Elms", "words")
    await signed_in.post(f"/staff/worries/{worry}/take", who="Mo Manager")
    sent = [json.loads(letter.body) for letter in await signed_in.database.read(lambda tx: outbox.waiting(tx, BOT))]
    assert [(one["news"], one["who"], one["worry_id"]) for one in sent] == [("taken", "Mo Manager", worry)] * 2
    assert len(signed_in.rung) == 1
