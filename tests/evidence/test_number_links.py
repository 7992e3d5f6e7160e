"""Where the numbers of reports lead."""

from __future__ import annotations

from dialogs.model import Audience
from evidence.reports.links import heard_link, number_link
from evidence.scope import scope
from tests.staff.office import Office
from tests.staff.pack import AREA


async def test_a_number_leads_to_what_it_is_made_of(office: Office) -> None:
    """The address holds round, service and source, and the way of telling only where the result is about one."""
    found = await office.database.read(lambda tx: scope(tx, office.pack, service_id=1))
    assert found
    here = f"/staff/numbers/{AREA}?round={found.round.id}&service=1&source=person"
    assert number_link(found, AREA) == here
    assert number_link(found, AREA, core=True) == f"{here}&core=1"
    assert number_link(found, AREA, Audience.STAFF, service_id=0, support="alone") == (
        f"/staff/numbers/{AREA}?round={found.round.id}&service=0&source=staff&support=alone"
    )
    assert heard_link(found, AREA) == f"/staff/areas/{AREA}?round={found.round.id}&service=1#missing"
