"""A self-assessment over the web: begun, written by two at once, declared, signed, published, and answered for."""

from __future__ import annotations

import re

import pytest

from evidence.self_assessment.written import read
from store import actions, assessments, plans, voices, worries
from store.tx import Tx
from tests.staff.assessing import AREA, BEGIN, begun, saved
from tests.staff.office import Office


async def test_beginning_has_sensible_defaults(office: Office) -> None:
    """The form stands ready: the last twelve months, all services, area by area."""
    await office.sign_in("Mo", "manager")
    page = (await office.get("/staff/assessments/begin")).text
    assert 'value="2025-11-23"' in page
    assert 'value="2026-11-22"' in page
    assert 'value="areas" checked' in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"service": "99"}, "Choose whom it is about."),
        ({"until": "soon"}, "Enter the first and the last day"),
        ({"until": "2026-12-01"}, "The last day cannot be later than today."),
        ({"since": "2026-11-20"}, "Twelve months are usual."),
        ({"route": "focus"}, "Choose at least one part of the organisation."),
        ({"route": "focus", "foci": "other"}, "Write what ‘something else’ is."),
        ({"scale": "words", "words": "Good"}, "Write 2 to 7 ratings"),
    ],
)
async def test_a_wrong_beginning_says_what_to_mend(office: Office, changes: dict[str, str], sentence: str) -> None:
    """Each mistake is told at its field, what was typed stays, and nothing is begun."""
    await office.sign_in("Mo", "manager")
    answer = await office.post("/staff/assessments/begin", **{**BEGIN, **changes})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert await office.database.read(assessments.all) == ()


async def test_the_evidence_stands_beside_each_question(office: Office) -> None:
    """What people say is beside the question with its likely range, links to its page, and can be used as a draft."""
    await office.answer("Mill Lane", 15, say={"choose": "yes"})
    await begun(office)
    page = (await office.get(AREA)).text
    assert "The evidence: 1 for, 0 against, 0 records" in page
    assert "(15 of 15; likely between 80% and 100%)" in page
    assert 'href="/staff/areas/duq.1?round=2&amp;service=0#duq.1.good.1"' in page
    await saved(office, **{"response-duq.1.ask.4": "We call families.", "use": "duq.1.ask.1"})
    page = (await office.get(AREA)).text
    assert "We call families." in page
    assert "2 of 2 questions are answered." in page
    assert re.search(r'name="response-duq.1.ask.1"[^>]*>Everyone is asked about ‘People choose', page)
    await saved(office, **{"response-duq.1.ask.1": "Own words first.", "use": "duq.1.ask.1"})
    assert "Own words first.\nEveryone is asked about" in (await office.get(AREA)).text


async def test_what_is_ticked_and_typed_shows_it(office: Office) -> None:
    """A ticked result and own lines are kept as evidence of good, and stand ticked again."""
    await office.answer("Mill Lane", 15, say={"choose": "yes"})
    await begun(office)
    own = {"shown-duq.1.ask.1": "standard:duq.1.good.1", "own-duq.1.ask.1": "• Notes of meetings\n\nSurveys"}
    await saved(office, **own, rating="Green", gaps="Nights are noisy.")
    page = (await office.get(AREA)).text
    assert 'value="standard:duq.1.good.1" checked' in page
    assert "Notes of meetings\nSurveys</textarea>" in page
    assert "Rated Green." in (await office.get("/staff/assessments/1")).text


async def test_two_editors_lose_nothing(office: Office) -> None:
    """Who saves second sees both texts and saves again; nothing was overwritten meanwhile."""
    await begun(office)
    first = await office.post(AREA, edit="0", **{"response-duq.1.ask.1": "Mo’s words."})
    assert first.status_code == 303
    await office.sign_in("Ann", "manager")
    clash = await office.post(AREA, edit="0", **{"response-duq.1.ask.1": "Ann’s words."})
    assert clash.status_code == 409
    assert "Mo saved this page while you were writing" in clash.text
    assert "Ann’s words.</textarea>" in clash.text
    assert "Mo’s words." in clash.text
    again = await office.post(AREA, edit="1", **{"response-duq.1.ask.1": "Both."})
    assert again.status_code == 303
    rows = await office.database.read(lambda tx: tx.all("SELECT edit FROM assessment_part WHERE part = 'duq.1'"))
    assert len(rows) == 2


async def test_a_very_long_page_is_kept(office: Office) -> None:
    """More than a form of words usually holds: long responses in any script are saved whole."""
    await begun(office)
    words = "ہم " * 2600
    await saved(office, **{"response-duq.1.ask.1": words, "response-duq.1.ask.4": words, "example": words})
    assert (await office.get(AREA)).text.count(words.strip()) == 3


async def test_the_rest_opens_an_action(office: Office) -> None:
    """It is in a plan of this self-assessment, with the standards of its question; what and when are needed."""
    await begun(office)
    path = "/staff/assessments/1/duq.1/action"
    wrong = await office.post(path, question="duq.1.ask.1", what="", due="")
    assert wrong.status_code == 400
    assert "Write what will be done." in wrong.text
    for what in ("Ask everyone.", "Train staff."):
        made = await office.post(path, question="duq.1.ask.1", what=what, due="2027-01-31")
        assert made.status_code == 303

    def kept(tx: Tx) -> tuple[int, tuple[actions.Action, ...]]:
        return len(plans.all(tx)), actions.all(tx)

    number, (one, _) = await office.database.read(kept)
    assert number == 1
    assert one.said.from_kind == "assessment"
    assert one.said.from_id == "1:duq.1.ask.1"
    assert "duq.1.good.1" in one.said.standards
    assert one.said.due_on == "2027-01-31"
    assert (await office.get(f"{path}?question=duq.9")).status_code == 404


async def test_who_took_part_is_kept(office: Office) -> None:
    """Groups with how, how many and when, and the evidence used, come back as they were typed."""
    await begun(office)
    fields = {"how-people": "A meeting", "many-people": "42", "when-people": "May", "used": "other", "other": "A film"}
    assert (await office.post("/staff/assessments/1/who", edit="0", **fields)).status_code == 303
    page = (await office.get("/staff/assessments/1/who")).text
    assert all(f'value="{value}"' in page for value in ("A meeting", "42", "May", "A film"))
    assert (await office.post("/staff/assessments/1/who", edit="0", **fields)).status_code == 409
    assert "1 of 12 groups" in (await office.get("/staff/assessments/1")).text


async def test_the_declaration_starts_from_a_draft(office: Office) -> None:
    """Ratings and gaps stand in the draft; the day may not lie ahead, the next one must."""
    await begun(office)
    await saved(office, rating="Amber", gaps="Nights are noisy")
    page = (await office.get("/staff/assessments/1/statement")).text
    assert "We rate ourselves: Support is focused on the person: Amber." in page
    assert "This is not good enough yet: Nights are noisy." in page
    wrong = await office.post(
        "/staff/assessments/1/statement", edit="0", words="x", on="2027-01-01", next_on="2020-01-01"
    )
    assert wrong.status_code == 400
    assert "cannot be later than today" in wrong.text
    assert "still to come" in wrong.text
    kept = await office.post(
        "/staff/assessments/1/statement", edit="0", words="We declare.", name="Ruth", on="2026-11-22"
    )
    assert kept.status_code == 303
    assert "Written down by Mo for Ruth, 22 November 2026." in (await office.get("/staff/assessments/1")).text


async def test_a_signed_version_stays_and_is_compared(office: Office) -> None:
    """What is written after signing changes no version; side by side both stand."""
    await begun(office)
    await saved(office, gaps="Old gap.")
    assert (await office.post("/staff/assessments/1/sign")).status_code == 400
    assert (await office.post("/staff/assessments/1/sign", sure="yes", without="yes")).status_code == 303
    await saved(office, gaps="New gap.")
    page = (await office.get("/staff/assessments/1/versions?a=1")).text
    assert "Old gap." in page
    assert "New gap." in page
    assert (await office.get("/staff/assessments/1/versions?a=7")).status_code == 404
    body = (await office.database.read(lambda tx: assessments.versions(tx, 1)))[0].body
    assert body["duq.1"]["gaps"] == "Old gap."


async def test_publishing_and_taking_back(office: Office) -> None:
    """One version at a time is published, its address is shown, and taking it back ends that."""
    await begun(office)
    assert (await office.post("/staff/assessments/1/publish", version="1", do="publish")).status_code == 400
    await office.post("/staff/assessments/1/sign", sure="yes", without="yes")
    await office.post("/staff/assessments/1/publish", version="1", do="publish")
    assert "/published/1-" in (await office.get("/staff/assessments/1/versions")).text
    await office.post("/staff/assessments/1/publish", version="1", do="withdraw")
    assert "/published/1-" not in (await office.get("/staff/assessments/1/versions")).text


async def test_experts_and_replies(office: Office) -> None:
    """What experts say is kept with whether they agree; a challenge gets a reply, published only when it is ticked."""
    await begun(office)
    path = "/staff/assessments/1/said"
    wrong = await office.post(path, do="check", who="", on="", words="", agrees="")
    assert wrong.status_code == 400
    assert wrong.text.count("govuk-error-message") == 4
    good = await office.post(path, do="check", who="Checkers", on="2026-11-20", words="They are kind.", agrees="partly")
    assert good.status_code == 303
    assert "They agree with some of it." in (await office.get(path)).text
    body = {"words": "I was not asked.", "contact": "01632 960999"}
    number = await office.database.write(
        lambda tx: voices.add(
            tx, assessment_id=1, version=1, kind=voices.CHALLENGE, body=body, at="2026-11-21T10:00:00Z"
        )
    )
    assert "I was not asked." in (await office.get(path)).text
    assert (await office.post(path, do="reply", voice=str(number), reply="")).status_code == 400
    assert (await office.post(path, do="reply", voice="99", reply="x")).status_code == 404
    await office.post(path, do="reply", voice=str(number), reply="We ask you now.")
    (voice,) = await office.database.read(lambda tx: voices.of(tx, 1, voices.CHALLENGE))
    assert (voice.text("reply"), voice.public_at) == ("We ask you now.", None)
    await office.post(path, do="reply", voice=str(number), reply="We ask you now.", public="yes")
    (voice,) = await office.database.read(lambda tx: voices.of(tx, 1, voices.CHALLENGE))
    assert voice.public_at


async def test_experts_do_not_vanish_after_signing(office: Office) -> None:
    """Before, what they say is removed; after, it is replied to, or taken out with a reason that readers see."""
    await begun(office)
    path, statement = "/staff/assessments/1/said", "/staff/reports/public-statement?number=1&public=yes&version=0"
    check = {"do": "check", "who": "Checkers of Northtown", "on": "2026-11-20", "words": "Nights are bad."}
    check["agrees"] = "no"
    await office.post(path, **check)
    await office.post(path, do="remove", voice="1")
    assert "Checkers" not in (await office.get(path)).text
    await office.post(path, **check)  # the number of the one that is gone does not come back
    await office.post("/staff/assessments/1/sign", sure="yes", without="yes")
    assert (await office.post(path, do="reply", voice="2", reply="We hire for nights.")).status_code == 303
    assert "We answer: We hire for nights." in (await office.get(statement)).text
    wrong = await office.post(path, do="remove", voice="2", why=" ")
    assert wrong.status_code == 400
    assert "Write why it is taken out." in wrong.text
    assert "Nights are bad." in (await office.get(statement)).text
    out = await office.post(path, do="remove", voice="2", why="It named a person")
    assert out.headers["location"] == f"{path}?done=out"
    for page in (path, statement):
        text = (await office.get(page)).text
        assert "said on 20 November 2026 was taken out on 22 November 2026 because: It named a person." in text
        assert "They do not agree." in text
        assert "Checkers of Northtown" not in text
        assert "Nights are bad." not in text
        assert "We hire for nights." not in text
    for again in ({"do": "remove", "why": "x"}, {"do": "reply", "reply": "x"}):
        assert (await office.post(path, voice="2", **again)).status_code == 404, "the trace stays as it is"
    assert len(await office.database.read(lambda tx: voices.of(tx, 1, voices.CHECK))) == 1


async def test_what_experts_tell_reaches_those_who_keep_people_safe(office: Office) -> None:
    """A sign of harm in an expert's words is told to leads and changes nothing on the page; other words tell nobody."""
    await begun(office)
    path, check = "/staff/assessments/1/said", {"do": "check", "who": "Checkers", "on": "2026-11-20", "agrees": "no"}
    assert (await office.post(path, **check, words="The garden is nice.")).status_code == 303
    assert await office.database.read(worries.all) == ()
    answer = await office.post(path, **check, words="One of the staff hits me at night.")
    assert answer.headers["location"] == f"{path}?done=checked"
    (found,) = await office.database.read(worries.all)
    assert found.origin == "detector"
    assert office.rung, "messages wait to be sent"


async def test_by_parts_of_the_organisation(office: Office) -> None:
    """The other route has a page for each part that was chosen, with the code's questions about it."""
    await begun(office, route="focus", foci="families")
    page = (await office.get("/staff/assessments/1/focus.families/questions")).text
    assert "What changed because of a family?" in page
    assert "How many people get support like this?" not in page
    assert (await office.get(AREA)).status_code == 404
    one = await office.database.read(lambda tx: read(tx, office.pack, assessments.all(tx)[0]))
    assert [section.id for section in one.sections] == ["focus.families"]


async def test_the_board_reads_and_does_not_write(office: Office) -> None:
    """The board sees what is written and the evidence, without a field or a button to change it."""
    await begun(office)
    await saved(office, **{"response-duq.1.ask.1": "Most people."})
    await office.sign_in("Lou", "board")
    page = (await office.get(AREA)).text
    assert "Most people." in page
    assert "<textarea" not in page
    assert "Use this draft" not in page
