"""Names do not slip into what everyone reads already: by a file into its plan, or by a change of a record in it."""

from __future__ import annotations

from store import plans
from tests.staff.assessing import AREA, begun, saved
from tests.staff.office import Office
from tests.staff.test_actions_import import kept, pressed, uploaded
from tests.staff.test_names_before_publishing import PUBLISH, SIGN, boxes, named, says
from tests.staff.test_names_before_publishing import kept as ticked
from tests.staff.test_record_changes import changed, form_of, now
from tests.staff.test_records import sent

ADD = "/staff/actions/import/add"
FILE = b"No,Key action,Evidence,Timescale,Lead\n7,Ask Sam about nights.,,March 2030,\n8,Buy beds.,,March 2030,\n"


async def published(office: Office) -> str:
    """A published self-assessment with a plan; gives the plan's number."""
    await named(office)
    await begun(office)
    action = {"question": "duq.1.ask.1", "what": "Ask the cook.", "outcome": "", "due": "2027-01-01"}
    await office.post("/staff/assessments/1/duq.1/action", AREA, **action)
    await office.post(SIGN, SIGN, sure="yes", without="yes")
    await office.post(PUBLISH, AREA, version="1", do="publish")
    (plan,) = await office.database.read(plans.all)
    return str(plan.id)


async def test_a_file_into_a_published_plan_waits_for_the_tick(office: Office) -> None:
    """Nothing of it is added before; the rows and what was chosen come back with the question."""
    plan = await published(office)
    page = (await uploaded(office, FILE, plan=plan, offered="0", service="0")).text
    asked = await pressed(office, page, ADD, plan=plan)
    assert asked.status_code == 400
    assert says(asked, "The action has the name Sam. Has Sam said yes to this?")
    assert [one.said.what for one in await kept(office)] == ["Ask the cook."]
    added = await pressed(office, asked.text, ADD, plan=plan, **boxes(asked))
    assert added.status_code == 303
    assert {one.said.what for one in await kept(office)} == {"Ask the cook.", "Ask Sam about nights.", "Buy beds."}


async def test_another_plan_is_not_asked_about(office: Office) -> None:
    """What only staff read is added as ever."""
    await published(office)
    page = (await uploaded(office, FILE)).text
    assert (await pressed(office, page, ADD, plan="0")).status_code == 303
    assert len(await kept(office)) == 3


async def test_no_name_slips_into_a_record_that_everyone_reads(office: Office) -> None:
    """A changed title with a name waits for the tick while the record is published; unpublished it is kept as it is."""
    await named(office)
    await begun(office)
    await sent(office, public="yes")
    await saved(office, **{"shown-duq.1.ask.1": "record:1"})
    await office.post(SIGN, SIGN, sure="yes", without="yes")
    await office.post(PUBLISH, AREA, version="1", do="publish")
    form = await form_of(office, 1) | {"title": "Sam went out"}
    asked = await office.client.post("/staff/records/1/change", data=form)
    assert asked.status_code == 400
    assert says(asked, "The title of a record has the name Sam. Has Sam said yes to this?")
    assert 'value="Sam went out"' in asked.text
    assert (await now(office, 1)).title == "Sunday visit"
    assert (await office.client.post("/staff/records/1/change", data=form | boxes(asked))).status_code == 303
    assert (await now(office, 1)).title == "Sam went out"
    assert len(await ticked(office)) == 1
    form = await form_of(office, 1)
    form.pop("public")
    assert (await changed(office, 1, form, title="Sam went home"))[0] == 303
    assert not (await now(office, 1)).is_public
