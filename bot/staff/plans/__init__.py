"""Plans of actions: all of them, one with its parts, making one by hand, and closing it."""

from asking.permissions import MANAGERS, READERS
from bot.staff import whose
from bot.staff.guard import Door
from bot.staff.plans import listing, naming, one, parts, taking_back

__all__ = ["DOORS"]

HERE = "/staff/plans/{plan:int}"
PART, IMPORT = f"{HERE}/parts/{{part:int}}", f"{HERE}/imports/{{import:int}}"
DOORS: tuple[Door, ...] = (
    Door("GET", "/staff/plans", listing.show, READERS),
    Door("GET", "/staff/plans/add", naming.ask_new, MANAGERS),
    Door("POST", "/staff/plans/add", naming.add, MANAGERS),
    Door("GET", HERE, one.show, READERS, whose.plan),
    Door("POST", HERE, one.act, MANAGERS, whose.plan_run),
    Door("GET", f"{HERE}/change", naming.ask_change, MANAGERS, whose.plan_run),
    Door("POST", f"{HERE}/change", naming.change, MANAGERS, whose.plan_run),
    Door("GET", f"{HERE}/parts", parts.show, MANAGERS, whose.plan_run),
    Door("POST", f"{HERE}/parts", parts.act, MANAGERS, whose.plan_run),
    Door("GET", PART, parts.ask_change, MANAGERS, whose.plan_run),
    Door("POST", PART, parts.change, MANAGERS, whose.plan_run),
    Door("GET", IMPORT, taking_back.ask, MANAGERS, whose.plan_run),
    Door("POST", IMPORT, taking_back.act, MANAGERS, whose.plan_run),
)
"""Every address of the room."""
