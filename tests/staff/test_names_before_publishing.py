"""Before words are published or told, whoever does it is asked about each name in them of a person whom we know."""

from __future__ import annotations

import html
import re
from functools import partial

from httpx import Response

from store import (
    access_log,
    actions,
    assessments,
    changes,
    invitations,
    name_yes,
    people,
    records,
    summaries,
    voices,
    wish_answers,
    wishes,
)
from store.changes import PUBLISHED
from store.records import NAMED, UNNAMED, NewRecord, Yes
from store.tx import Tx
from tests.staff.assessing import AREA, begun, saved
from tests.staff.office import AT, Office
from tests.staff.pack import AREA as WHAT

SIGN, PUBLISH, SAID = "/staff/assessments/1/sign", "/staff/assessments/1/publish", "/staff/assessments/1/said"
SUBJECT = "assessment/1"
CHANGES = "/staff/changes"


async def named(office: Office, name: str = "Sam Okafor", house: str = "Mill Lane") -> int:
    """Somebody with this name is on the register; gives their number."""
    where = office.houses[house]
    return await office.database.write(lambda tx: people.add(tx, service_id=where, audience="person", name=name, at=AT))


def boxes(response: Response) -> dict[str, str]:
    """The ticks for names that a page offers: field → value."""
    return dict(re.findall(r'name="(name-[0-9a-f]+)" type="checkbox" value="([0-9a-f]+)"', response.text))


def says(response: Response, sentence: str) -> bool:
    """Whether a page says it."""
    return sentence in html.unescape(re.sub(r"<[^>]+>", "", response.text))


async def kept(office: Office, subject: str = SUBJECT) -> list[tuple[str, str]]:
    """Who said that a name may stay, and when."""
    found = await office.database.read(lambda tx: name_yes.of(tx, subject))
    return [(one.who, one.at) for one in found.values()]


async def test_nothing_is_signed_before_each_name_is_ticked(office: Office) -> None:
    """The page says where the name stands, leads there, and keeps who ticked it; then nobody is asked again."""
    await named(office)
    await begun(office)
    await saved(office, **{"response-duq.1.ask.4": "We asked Sam what he likes."})
    page = await office.get(SIGN)
    area = office.pack.areas[0].name
    asked = f"The answer to question 2 of ‘{area}’ has the name Sam. Has Sam said yes to this?"
    assert says(page, asked)
    assert f'href="{AREA}#duq.1.ask.4"' in page.text
    assert "We asked Sam what he likes." in page.text
    refused = await office.post(SIGN, SIGN, sure="yes", without="yes")
    assert refused.status_code == 400
    assert says(refused, f"{asked} If not, take the name out. If so, tick it.")
    assert (await office.database.read(lambda tx: assessments.versions(tx, 1))) == ()
    assert await kept(office) == []
    ticks = boxes(page)
    half = await office.post(SIGN, SIGN, **ticks)
    assert half.status_code == 400
    assert all(f'value="{mark}" checked' in half.text for mark in ticks.values()), "what was ticked stays"
    assert (await office.post(SIGN, SIGN, sure="yes", without="yes", **ticks)).status_code == 303
    assert await kept(office) == [("Mo", AT)]
    notes = await office.database.read(access_log.recent)
    assert ("Mo", "said that names may be published in assessment 1") in {(one.who, one.did) for one in notes}
    again = await office.get(SIGN)
    assert boxes(again) == {}
    assert says(again, "Mo said on 22 November 2026 that it may stay.")
    assert (await office.post(PUBLISH, AREA, version="1", do="publish")).status_code == 303


async def test_every_field_that_everyone_reads_is_looked_at(office: Office) -> None:
    """Response, own evidence, example, gaps, why, easy words, declaration, who took part, the plan: each is asked."""
    names = ("Ayo", "Bea", "Cem", "Dot", "Eli", "Fay", "Gus", "Hal", "Ida", "Jem")
    for one in names:
        await named(office, f"{one} Example")
    await begun(office)
    await saved(
        office,
        **{"response-duq.1.ask.1": "Ayo said so.", "own-duq.1.ask.1": "A letter of Bea", "example": "Cem has a key."},
        gaps="Dot waits.", why="Eli likes it.", easy="Fay cooks.",
    )  # fmt: skip
    here = "/staff/assessments/1"
    await office.post(f"{here}/statement", f"{here}/statement", edit="0", words="We thank Gus.", name="Ida Boss")
    await office.post(f"{here}/who", f"{here}/who", **{"edit": "0", "groups": "people", "how-people": "Hal asked"})
    action = {"question": "duq.1.ask.1", "what": "Ask Ida to choose.", "outcome": "Jem is glad.", "due": "2027-01-01"}
    assert (await office.post(f"{here}/duq.1/action", AREA, **action)).status_code == 303
    asked = re.findall(r"has the name (\w+)\. Has", (await office.get(SIGN)).text)
    assert sorted(set(asked)) == sorted(names)


async def test_the_preview_lists_the_names(office: Office) -> None:
    """Whoever looks at what everyone would read sees each name; where there is none, it says what is not found."""
    await named(office)
    await begun(office)
    assert says(await office.get("/staff/assessments/1/preview"), "No name of anybody we know was found.")
    await saved(office, gaps="Sam Okafor waits.")
    assert says(await office.get("/staff/assessments/1/preview"), "has the name Sam Okafor. Has Sam Okafor said yes")


async def test_an_older_version_is_not_published_before_the_tick(office: Office) -> None:
    """Somebody moves in after it was signed: publishing asks about their name."""
    await begun(office)
    await saved(office, gaps="Sam waits.")
    assert (await office.post(SIGN, SIGN, sure="yes", without="yes")).status_code == 303
    await named(office)
    asked = await office.post(PUBLISH, AREA, version="1", do="publish")
    assert asked.status_code == 400
    assert await office.database.read(lambda tx: assessments.published(tx, 1)) is None
    assert (await office.post(PUBLISH, AREA, version="1", do="publish", **boxes(asked))).status_code == 303
    assert (await office.post(PUBLISH, AREA, version="1", do="withdraw")).status_code == 303


async def test_other_words_are_asked_about_anew(office: Office) -> None:
    """A tick holds for these words with this name, not for what is written later."""
    await named(office)
    await begun(office)
    await saved(office, gaps="Sam waits.")
    ticks = boxes(await office.get(SIGN))
    await saved(office, gaps="Sam waits too long.")
    assert (await office.post(SIGN, SIGN, sure="yes", without="yes", **ticks)).status_code == 400


async def test_a_quote_with_a_named_yes_is_not_asked_about(office: Office) -> None:
    """Their own words with their name, as the story or copied, need no second yes; a yes without the name does."""
    sam = await named(office)
    await named(office, "Bea Example")
    await begun(office)
    said = "I am Sam, and I chose my room."

    def quote(tx: Tx, naming: str, words: str, title: str) -> int:
        new = NewRecord(
            "quote", "2026-10-01", title, person_id=sam, words=words, public=True, yes=Yes(naming, "2026-10-02", "Mo")
        )
        return records.add(tx, new, at=AT, by=None)

    story = await office.database.write(partial(quote, naming=NAMED, words=said, title="What Sam says"))
    other = await office.database.write(partial(quote, naming=UNNAMED, words="Bea helps Sam.", title="A quote"))
    await saved(office, record=str(story), **{"shown-duq.1.ask.1": f"record:{story}"}, gaps=f"Before: {said}")
    assert boxes(await office.get(SIGN)) == {}
    await saved(office, record=str(other), gaps="Sam was not asked.")
    page = await office.get(SIGN)
    assert sorted(set(re.findall(r"has the name (\w+)\. Has", page.text))) == ["Bea", "Sam"]
    assert f'href="/staff/records/{other}"' in page.text


async def test_a_reply_that_everyone_reads_is_asked_about(office: Office) -> None:
    """A published reply, what experts say, and why it was taken out: not before the tick; a reply for staff is kept."""
    await named(office)
    await begun(office)
    await office.post(SIGN, SIGN, sure="yes", without="yes")

    def challenge(tx: Tx) -> int:
        body = {"words": "I think not."}
        return voices.add(tx, assessment_id=1, version=1, kind=voices.CHALLENGE, body=body, at=AT)

    number = str(await office.database.write(challenge))
    reply = {"do": "reply", "voice": number, "reply": "Sam says so too."}
    assert (await office.post(SAID, SAID, **reply)).status_code == 303
    asked = await office.post(SAID, SAID, **reply, public="yes")
    assert asked.status_code == 400
    assert says(asked, "Our reply has the name Sam. Has Sam said yes to this?")
    assert "Sam says so too.</textarea>" in asked.text
    assert (await office.post(SAID, SAID, **reply, public="yes", **boxes(asked))).status_code == 303
    check = {"do": "check", "who": "Checkers", "on": "2026-11-01", "words": "Sam is glad.", "agrees": "yes"}
    asked = await office.post(SAID, SAID, **check)
    assert asked.status_code == 400
    assert (await office.database.read(lambda tx: voices.of(tx, 1, voices.CHECK))) == ()
    assert (await office.post(SAID, SAID, **check, **boxes(asked))).status_code == 303
    one = (await office.database.read(lambda tx: voices.of(tx, 1, voices.CHECK)))[0]
    out = {"do": "remove", "voice": str(one.id), "why": "Sam did not say it."}
    asked = await office.post(SAID, SAID, **out)
    assert asked.status_code == 400
    assert 'value="Sam did not say it."' in asked.text
    assert (await office.post(SAID, SAID, **out, **boxes(asked))).status_code == 303


async def test_a_published_plan_is_asked_about_when_it_grows(office: Office) -> None:
    """Everyone reads the plan of a published one as it is now: an action with a name waits for the tick."""
    await named(office)
    await begun(office)
    here = "/staff/assessments/1/duq.1/action"
    action = {"question": "duq.1.ask.1", "what": "Ask the cook.", "outcome": "", "due": "2027-01-01"}
    await office.post(here, AREA, **action)
    await office.post(SIGN, SIGN, sure="yes", without="yes")
    await office.post(PUBLISH, AREA, version="1", do="publish")
    action["what"] = "Ask Sam and the cook."
    asked = await office.post(here, AREA, **action)
    assert asked.status_code == 400
    assert says(asked, "The action has the name Sam. Has Sam said yes to this?")
    assert (await office.post(here, AREA, **action, **boxes(asked))).status_code == 303
    form = {"what": "Ask Sam.", "outcome": "", "plan": "1", "service": "0", "standards": WHAT}
    asked = await office.post("/staff/actions/1/change", "/staff/actions/1/change", **form)
    assert asked.status_code == 400
    assert (await office.database.read(lambda tx: actions.get(tx, 1))).said.what == "Ask the cook."  # type: ignore[union-attr]
    ticks = boxes(asked)
    assert (await office.post("/staff/actions/1/change", "/staff/actions/1/change", **form, **ticks)).status_code == 303
    asked = await office.post("/staff/actions/add", "/staff/actions/add", **form | {"what": "Call Sam."})
    assert asked.status_code == 400
    ticks = boxes(asked)
    sent = form | {"what": "Call Sam."} | ticks
    assert (await office.post("/staff/actions/add", "/staff/actions/add", **sent)).status_code == 303


async def test_an_action_of_another_plan_is_not_asked_about(office: Office) -> None:
    """A plan that nobody publishes with a self-assessment is for colleagues."""
    await named(office)
    await office.sign_in("Mo", "manager")
    form = {"what": "Ask Sam.", "new_plan": "Kitchen", "service": "0"}
    assert (await office.post("/staff/actions/add", "/staff/actions/add", **form)).status_code == 303


async def test_what_changed_is_not_told_before_the_tick(office: Office) -> None:
    """Names in both texts and in other languages are asked about before anybody is told; who ticked is kept."""
    await named(office)
    await named(office, "Bea Example")
    await office.sign_in("Mo", "manager")
    words = {"said": "Sam wants a key.", "did": "Now he has one.", "service": "0"}
    await office.post(f"{CHANGES}/write", **words)
    page = f"{CHANGES}/1"
    await office.post(f"{page}/picture", picture="food")
    polish = {"language": "pl", "said": "Bea chce klucz.", "did": "Teraz ma klucz."}
    assert (await office.post(f"{page}/language", **polish)).status_code == 303
    shown = await office.get(page)
    assert says(shown, "‘You said’ has the name Sam. Has Sam said yes to this?")
    assert says(shown, "‘You said’ in another language (pl) has the name Bea.")
    assert f'href="{page}/edit#said"' in shown.text
    refused = await office.post(f"{page}/publish")
    assert refused.headers["location"].endswith("refused")
    assert says(await office.get(f"{page}?done=refused"), "It is not published")
    ticks = boxes(shown)
    assert len(ticks) == 2
    one = dict([ticks.popitem()])
    assert (await office.post(f"{page}/publish", **one)).headers["location"].endswith("refused")
    assert await kept(office, "change/1") == []
    await office.post(f"{page}/publish", **one, **ticks)
    found = await office.database.read(lambda tx: changes.get(tx, 1))
    assert found
    assert found.state == PUBLISHED
    assert await kept(office, "change/1") == [("Mo", AT)] * 2
    late = {"language": "cy", "said": "Mae Sam eisiau allwedd.", "did": "Mae ganddo un."}
    asked = await office.post(f"{page}/language", **late)
    assert asked.status_code == 400
    assert (await office.post(f"{page}/language", **late, **boxes(asked))).status_code == 303


async def test_a_wish_is_answered_without_names_of_others(office: Office) -> None:
    """Whoever wished may be called by their name; another name waits for the tick."""
    sam = await named(office)
    await named(office, "Bea Example")
    await office.sign_in("Mo", "manager")

    def wished(tx: Tx) -> int:
        where = office.houses["Mill Lane"]
        invitation = invitations.add(
            tx, person_id=sam, round_id=office.round, code="duq", areas=(), created_at=AT, expires_at="2027-01-01"
        )
        made = summaries.add(tx, person_id=sam, invitation_id=invitation, month="2026-11", at=AT)
        return wishes.add(tx, summary_id=made, person_id=sam, service_id=where, words="A key.", at=AT)

    here = f"/staff/wishes/{await office.database.write(wished)}/answer"
    fields = {"kind": "going", "language": "en"}
    assert (await office.post(here, words="Sam, we make a key.", **fields)).status_code == 303
    asked = await office.post(here, words="Bea makes a key.", **fields)
    assert asked.status_code == 400
    assert says(asked, "Your answer has the name Bea. Has Bea said yes to this?")
    assert (await office.post(here, words="Bea makes a key.", **fields, **boxes(asked))).status_code == 303
    assert len(await office.database.read(lambda tx: wish_answers.of_wish(tx, 1))) == 2
