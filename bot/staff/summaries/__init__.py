"""The monthly summaries: who has one, the keyworker's own view, the meeting, the copy, and wishes for everyone."""

from asking.permissions import CARERS, MANAGERS
from bot.staff import whose
from bot.staff.guard import Door
from bot.staff.summaries import answering, listing, meeting, one, view, wishes

__all__ = ["DOORS"]

DOORS: tuple[Door, ...] = (
    Door("GET", "/staff/summaries", listing.show, CARERS),
    Door("POST", "/staff/people/{person:int}/summary", listing.begin, CARERS, whose.person),
    Door("GET", "/staff/summaries/{summary:int}", one.show, CARERS, whose.summary),
    Door("POST", "/staff/summaries/{summary:int}/here", one.hand_over, CARERS, whose.summary),
    Door("POST", "/staff/summaries/{summary:int}/stand-in", one.stand_in, CARERS, whose.summary),
    Door("POST", "/staff/summaries/{summary:int}/correct", one.correct, CARERS, whose.summary),
    Door("POST", "/staff/summaries/{summary:int}/family", one.send, CARERS, whose.summary),
    Door("GET", "/staff/summaries/{summary:int}/view", view.show, CARERS, whose.summary),
    Door("POST", "/staff/summaries/{summary:int}/view", view.write, CARERS, whose.summary),
    Door("GET", "/staff/summaries/{summary:int}/meeting", meeting.show, CARERS, whose.summary),
    Door("POST", "/staff/summaries/{summary:int}/meeting", meeting.act, CARERS, whose.summary),
    Door("GET", "/staff/wishes", wishes.show, MANAGERS),
    Door("POST", "/staff/wishes/{wish:int}/take", wishes.take, MANAGERS, whose.wish),
    Door("GET", "/staff/wishes/{wish:int}/answer", answering.show, CARERS, whose.wish),
    Door("POST", "/staff/wishes/{wish:int}/answer", answering.write, CARERS, whose.wish),
)
"""Every address of the room."""
