"""A table of actions from a file: choosing it, seeing what each row would become, and only then adding."""

from asking.permissions import MANAGERS
from bot.http.body import FORM_BYTES
from bot.staff.action_import import pages
from bot.staff.guard import Door
from evidence.action_tables.rows import MOST_BYTES

IMPORT_BYTES = MOST_BYTES + FORM_BYTES
DOORS: tuple[Door, ...] = (
    Door("GET", "/staff/actions/import", pages.show, MANAGERS),
    Door("POST", "/staff/actions/import", pages.look, MANAGERS, files=1, bytes=IMPORT_BYTES),
    Door("POST", "/staff/actions/import/add", pages.add, MANAGERS, bytes=IMPORT_BYTES),
)
