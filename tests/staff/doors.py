"""Every staff address, and what each role gets there: for its own house, and for another one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from asking.permissions import Role
from store import transcripts
from store.own_pictures import Level
from tests.staff.channels import closed_chat, comment, opened_alerts, own_picture, passkey, photo, spoken_worry
from tests.staff.doors_actions import ACTIONS, an_action
from tests.staff.doors_actions_import import ACTIONS_IMPORT
from tests.staff.doors_assessments import ASSESSMENTS, an_assessment
from tests.staff.doors_changes import CHANGES, a_change
from tests.staff.doors_invitations import INVITATIONS, OWN
from tests.staff.doors_keys import KEYS, WAYS_IN
from tests.staff.doors_numbers import NUMBERS
from tests.staff.doors_people import PEOPLE
from tests.staff.doors_plans import PLANS
from tests.staff.doors_progress import PROGRESS, a_round_of_ladders
from tests.staff.doors_records import RECORDS, a_record
from tests.staff.doors_reminders import REMINDERS
from tests.staff.doors_reports import REPORTS
from tests.staff.doors_rights import RIGHTS
from tests.staff.doors_rounds import ROUNDS, a_round_of
from tests.staff.doors_setup import SETUP_FOR_ANYONE, SETUP_TABLE
from tests.staff.doors_summaries import SUMMARIES, a_summary
from tests.staff.doors_team import SENDS_LINKS, TEAM, TEAM_FIELDS, a_keyworker
from tests.staff.doors_worries import WORRIES, more_was_said
from tests.staff.office import AT, Office
from tests.staff.rows import ALL, CARERS, READERS, Row, to

HERE, THERE = "Mill Lane", "Harbour View"
"""The house that everything in `full` is about, and another one."""
WORDS = "Someone shouted at me."
LEAD = (Role.LEAD,)
LEADS_ITEM = to(LEAD, 200, 404)
LEADS_POST = to(LEAD, 303, 404)
TABLE: Mapping[str, Row] = {
    "GET /staff": to(ALL),
    "POST /staff/sign-out": to(ALL),
    "GET /staff/helping": to((Role.HELPER,)),
    "POST /staff/helping/{invitation:int}/here": to((Role.HELPER,), 404),  # nobody asked for this one
    "GET /staff/evidence": to(READERS),
    "GET /staff/areas/{area}": to(READERS),
    "GET /staff/questions": to(READERS),
    "GET /staff/better": to((*CARERS, Role.LEAD, Role.BOARD)),
    "GET /staff/unreachable": to(CARERS),
    "GET /staff/pictures": to(CARERS),
    "GET /staff/pictures/choose": to(CARERS),
    "GET /staff/pictures/add": to(CARERS),
    "POST /staff/pictures/add": to(CARERS, 400),  # the form again: it has no file
    "GET /staff/pictures/{picture:int}": to(CARERS, 200, 404),
    "GET /staff/pictures/{picture:int}/image": to(CARERS, 200, 404),
    "GET /staff/pictures/{picture:int}/withdraw": to(CARERS, 200, 404),
    "POST /staff/pictures/{picture:int}/withdraw": to(CARERS, 303, 404),
    "GET /staff/charts": to(LEAD),
    "GET /staff/charts/{observation:int}": LEADS_ITEM,
    "POST /staff/alerts/link": LEADS_ITEM,
    "POST /staff/alerts/{chat:int}/stop": LEADS_POST,
    "GET /staff/words": to(LEAD),
    "GET /staff/words/{words:int}": LEADS_ITEM,
    "POST /staff/words/{words:int}/read": LEADS_POST,
    "GET /staff/comments/{comment:int}": LEADS_ITEM,
    "POST /staff/comments/{comment:int}/read": LEADS_POST,
    "GET /staff/recordings/{recording:int}": LEADS_ITEM,
    "GET /staff/recordings/{recording:int}/sound": LEADS_ITEM,
    "GET /staff/recordings/{recording:int}/photo": LEADS_ITEM,
    "POST /staff/recordings/{recording:int}/draft": LEADS_POST,
    "POST /staff/recordings/{recording:int}/heard": LEADS_POST,
    **WORRIES,
    **ACTIONS,
    **PEOPLE,
    **SUMMARIES,
    **ASSESSMENTS,
    **PLANS,
    **PROGRESS,
    **RECORDS,
    **CHANGES,
    **INVITATIONS,
    **KEYS,
    **SETUP_TABLE,
    **REMINDERS,
    **TEAM,
    **ACTIONS_IMPORT,
    **ROUNDS,
    **NUMBERS,
    **REPORTS,
    **RIGHTS,
}
"""Address → what each role gets there; whoever is not signed in gets 401 at each of them."""
FOR_ANYONE = {
    "GET /staff/sign-in/{token}",
    "POST /staff/sign-in/{token}",
    *WAYS_IN,
    *SETUP_FOR_ANYONE,
    *SENDS_LINKS,
}

PHOTO = "2"
"""The recordings' and photos' own numbers: 1 is a recording."""
FIELDS = {
    **TEAM_FIELDS,
    "who": "Mo",
    "service": "1",
    "role": "lead",
    "concept": "kitchen",
    "level": "service",
    "words": "I like it",
    "listener": "Mo",
    "why": "away",
    "round": "2",
    "people": "1",
    "areas": "duq.1",
    "do": "invite",
    "how": "email",
    "to": "name@example.org",
    "kind": "talk",
}
"""What the forms send, all of them at once."""


async def full(office: Office) -> None:
    """One of each in `HERE`, so that every address leads somewhere."""
    assert office.houses[HERE] == 1
    assert await a_keyworker(office, HERE) == 1
    await office.watching(HERE, "The Elms staff")
    numbers = [await spoken_worry(office, HERE, WORDS), await office.words(HERE, WORDS, number=1)]
    numbers += [await office.recording(HERE), await comment(office, HERE, WORDS)]
    numbers += [await opened_alerts(office, HERE)]
    assert numbers == [1] * 5
    assert str(await photo(office, HERE, words=WORDS)) == PHOTO
    await more_was_said(office, 1, WORDS)
    seen = await spoken_worry(office, HERE, WORDS, content=b"\xff\xd8\xff" + bytes(9), mime="image/jpeg")
    assert str(seen) == PHOTO
    await office.database.write(lambda tx: transcripts.put_draft(tx, 1, draft=WORDS, made_by="a machine", at=AT))
    await closed_chat(office, HERE, number=1)
    await office.database.write(lambda tx: a_round_of(tx, office.houses[HERE]))
    assert await own_picture(office, level=Level.SERVICE, whose=office.houses[HERE]) == 1
    assert await passkey(office) == 1
    await a_summary(office, HERE)
    await a_change(office, HERE)
    await an_action(office, HERE)
    await an_assessment(office, HERE)
    await a_round_of_ladders(office, HERE)
    assert await a_record(office, HERE) == 1


async def asked(office: Office, address: str, fields: Mapping[str, str]) -> tuple[int, str]:
    """Status and text of an address."""
    method, path = address.split(" ")
    path = re.sub(
        r"\{[^}]*\}",
        PHOTO if path.endswith("photo") else "1",
        path.replace("{area}", "duq.1")
        .replace("{place}", "duq.1")
        .replace("{report}", "evidence")
        .replace("{invitation:int}", OWN),
    )
    path += {"GET /staff/pictures/add": "?concept=kitchen", "GET /staff/invitations/print": f"?these={OWN}"}.get(
        address, ""
    )
    response = await office.client.request(method, path, data=fields if method == "POST" else None)
    return response.status_code, response.text
