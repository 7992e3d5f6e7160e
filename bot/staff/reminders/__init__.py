"""Who was reminded, who asked not to be, whom nothing reaches; and the provider's switch."""

from asking.permissions import CARERS, MANAGERS
from bot.staff import whose
from bot.staff.guard import Door
from bot.staff.reminders import acts, listing

__all__ = ["DOORS"]

DOORS: tuple[Door, ...] = (
    Door("GET", "/staff/reminders", listing.show, CARERS),
    Door("POST", "/staff/reminders/off", acts.turn_off, MANAGERS, whose.provider),
    Door("POST", "/staff/reminders/on", acts.turn_on, MANAGERS, whose.provider),
    Door("POST", "/staff/reminders/{person:int}/now", acts.remind_now, CARERS, whose.person),
)
"""Every address of the room."""
