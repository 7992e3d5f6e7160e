"""The register of actions: what is to be done, by whom, by when, and whether it worked."""

from asking.permissions import MANAGERS, STAFF
from bot.staff import whose
from bot.staff.actions import editing, linking, listing, moving, one, proofs, seeing, tidy, who
from bot.staff.guard import Door

__all__ = ["DOORS"]

DOORS: tuple[Door, ...] = (
    Door("GET", "/staff/actions", listing.show, STAFF),
    Door("GET", "/staff/actions/add", editing.ask_new, MANAGERS),
    Door("POST", "/staff/actions/add", editing.add, MANAGERS, fields=proofs.FIELDS),
    Door("GET", "/staff/actions/link", linking.show, MANAGERS),
    Door("POST", "/staff/actions/link", linking.link, MANAGERS),
    Door("GET", "/staff/actions/who", who.show, MANAGERS),
    Door("POST", "/staff/actions/who", who.keep, MANAGERS),
    Door("GET", "/staff/actions/tidy", tidy.show, MANAGERS),
    Door("GET", "/staff/actions/{action:int}", one.show, STAFF, whose.action),
    Door("GET", "/staff/actions/{action:int}/change", editing.ask_change, MANAGERS, whose.action_run),
    Door(
        "POST", "/staff/actions/{action:int}/change", editing.change, MANAGERS, whose.action_run, fields=proofs.FIELDS
    ),
    Door("POST", "/staff/actions/{action:int}/note", moving.note, STAFF, whose.action_moved),
    Door("GET", "/staff/actions/{action:int}/seen", seeing.choose, STAFF, whose.action_moved),
    Door("POST", "/staff/actions/{action:int}/seen", seeing.see, STAFF, whose.action_moved),
)
"""Every address of the room."""
