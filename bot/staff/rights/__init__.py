"""What people are owed: knowing what is known of them, being forgotten, and an end to keeping."""

from asking.permissions import ADMINISTRATORS, LEADS, MANAGERS
from bot.staff import whose
from bot.staff.guard import Door
from bot.staff.rights import data, forgetting, holding, keeping

__all__ = ["DOORS"]

SEE = MANAGERS | LEADS
DECIDE = ADMINISTRATORS | LEADS

DOORS: tuple[Door, ...] = (
    Door("GET", "/staff/people/{person:int}/data", data.show, SEE, whose.person),
    Door("GET", "/staff/people/{person:int}/data/easy", data.easy, SEE, whose.person),
    Door("POST", "/staff/people/{person:int}/data/file", data.take_out, LEADS, whose.person),
    Door("POST", "/staff/people/{person:int}/data/hold", holding.put, DECIDE, whose.person),
    Door("POST", "/staff/people/{person:int}/data/lift", holding.lift, DECIDE, whose.person),
    Door("GET", "/staff/people/{person:int}/forget", forgetting.show, MANAGERS, whose.person),
    Door("POST", "/staff/people/{person:int}/forget", forgetting.ask, MANAGERS, whose.person),
    Door("POST", "/staff/people/{person:int}/keep", forgetting.undo, MANAGERS, whose.person),
    Door("GET", "/staff/keeping", keeping.show, ADMINISTRATORS, whose.provider),
    Door("POST", "/staff/keeping", keeping.change, ADMINISTRATORS, whose.provider),
)
"""Every address of the room."""
