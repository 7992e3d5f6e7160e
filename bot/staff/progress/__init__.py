"""How far the organisation is: ladders that staff and managers rate, what comes next, and tools that may help."""

from asking.permissions import MANAGERS, READERS, STAFF
from bot.staff.guard import Door
from bot.staff.progress import ladder, scores, starting, summary, tools

__all__ = ["DOORS"]

DOORS: tuple[Door, ...] = (
    Door("GET", "/staff/progress", scores.show, READERS),
    Door("GET", "/staff/progress/start", starting.show, MANAGERS),
    Door("POST", "/staff/progress/start", starting.start, MANAGERS),
    Door("GET", "/staff/progress/summary", summary.show, READERS),
    Door("GET", "/staff/progress/detailed", summary.detailed, READERS),
    Door("GET", "/staff/progress/ladders/{ladder:int}", ladder.show, READERS),
    Door("GET", "/staff/tools", tools.show, STAFF),
    Door("GET", "/staff/crosswalks", tools.crosswalks, READERS),
)
"""Every address of the room."""
