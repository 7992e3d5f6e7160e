"""Records: evidence that is not an answer. A list, a form that takes a minute, and the yes of whom one is about."""

from asking.permissions import CARERS, LEADS, MANAGERS, READERS
from asking.records import WRITERS
from bot.http.body import FORM_BYTES
from bot.staff import whose
from bot.staff.guard import Door
from bot.staff.records import adding, changing, giving, listing, one, quoting, removing
from easyread.pictures.photos import MOST_BYTES

__all__ = ["DOORS"]

FILE_BYTES = MOST_BYTES + FORM_BYTES
_SEERS = READERS | CARERS
DOORS: tuple[Door, ...] = (
    Door("GET", "/staff/records", listing.show, _SEERS),
    Door("GET", "/staff/records/add", adding.show, WRITERS),
    Door("POST", "/staff/records/add", adding.add, WRITERS, None, 1, FILE_BYTES),
    Door("GET", "/staff/records/{record:int}", one.show, _SEERS, whose.record),
    Door("GET", "/staff/records/{record:int}/change", changing.show, WRITERS, whose.record),
    Door("POST", "/staff/records/{record:int}/change", changing.change, WRITERS, whose.record, 1, FILE_BYTES),
    Door("GET", "/staff/records/{record:int}/print", one.to_print, _SEERS, whose.record),
    Door("GET", "/staff/records/{record:int}/whose", giving.show, WRITERS, whose.record),
    Door("POST", "/staff/records/{record:int}/whose", giving.give, WRITERS, whose.record),
    Door("GET", "/staff/records/{record:int}/file", one.fetch, _SEERS, whose.record),
    Door("GET", "/staff/records/{record:int}/ask", one.sheet, WRITERS, whose.record),
    Door("POST", "/staff/records/{record:int}/answer", one.answer, WRITERS, whose.record),
    Door("POST", "/staff/records/{record:int}/take-back", one.take_back, WRITERS, whose.record),
    Door("GET", "/staff/records/{record:int}/remove", removing.confirm, WRITERS, whose.record),
    Door("POST", "/staff/records/{record:int}/remove", removing.remove, WRITERS, whose.record),
    Door("POST", "/staff/records/taken-out/{use:int}", listing.taken_out, MANAGERS, whose.record_use),
    Door("GET", "/staff/words/{words:int}/quote", quoting.show, LEADS, whose.written),
    Door("POST", "/staff/words/{words:int}/quote", quoting.propose, LEADS, whose.written),
)
"""Every address of the room."""
