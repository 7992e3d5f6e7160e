"""The people whom staff ask: a list, one page a person, and what is known of how each communicates."""

from asking.people_sheet import MOST_BYTES
from asking.permissions import CARERS, MANAGERS
from bot.http.body import FORM_BYTES
from bot.staff import whose
from bot.staff.guard import Door
from bot.staff.people import adding, deciding, ends, importing, listing, needs, one, rounds

__all__ = ["DOORS"]

IMPORT_BYTES = MOST_BYTES + FORM_BYTES
"""Of a file with people; its rows come back in a form that is not much longer."""

DOORS: tuple[Door, ...] = (
    Door("GET", "/staff/people", listing.show, CARERS),
    Door("GET", "/staff/people/add", adding.show, CARERS),
    Door("POST", "/staff/people/add", adding.add, CARERS),
    Door("GET", "/staff/people/import", importing.show, MANAGERS),
    Door("POST", "/staff/people/import", importing.look, MANAGERS, files=1, bytes=IMPORT_BYTES),
    Door("POST", "/staff/people/import/add", importing.add, MANAGERS, bytes=IMPORT_BYTES),
    Door("GET", "/staff/people/import/people.csv", importing.template, MANAGERS),
    Door("GET", "/staff/people/import/people.xlsx", importing.template, MANAGERS),
    Door("GET", "/staff/people/{person:int}", one.show, CARERS, whose.person),
    Door("GET", "/staff/people/{person:int}/change", adding.show_change, CARERS, whose.person),
    Door("POST", "/staff/people/{person:int}/change", adding.change, CARERS, whose.person),
    Door("POST", "/staff/people/{person:int}/undo", ends.undo_adding, CARERS, whose.person),
    Door("GET", "/staff/people/{person:int}/needs", needs.show, CARERS, whose.person),
    Door("POST", "/staff/people/{person:int}/needs", needs.keep, CARERS, whose.person),
    Door("POST", "/staff/people/{person:int}/asked", needs.asked, CARERS, whose.person),
    Door("GET", "/staff/people/{person:int}/sheet", needs.sheet, CARERS, whose.person),
    Door("GET", "/staff/people/{person:int}/decide", deciding.show, MANAGERS, whose.person),
    Door("POST", "/staff/people/{person:int}/decide", deciding.decide, MANAGERS, whose.person),
    Door("GET", "/staff/people/{person:int}/family", deciding.show_family, CARERS, whose.person),
    Door("POST", "/staff/people/{person:int}/family", deciding.decide_family, CARERS, whose.person),
    Door("POST", "/staff/people/{person:int}/not-asked", rounds.note, CARERS, whose.person),
    Door("GET", "/staff/people/{person:int}/leave", ends.ask_leave, CARERS, whose.person),
    Door("POST", "/staff/people/{person:int}/leave", ends.leave, CARERS, whose.person),
    Door("POST", "/staff/people/{person:int}/back", ends.come_back, CARERS, whose.person),
)
"""Every address of the room."""
