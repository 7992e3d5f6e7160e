"""'You said, we did': writing a change, whose answers led to it, telling people, and pages for a wall."""

from asking.permissions import CARERS, LEADS, MANAGERS, READERS
from bot.staff import whose
from bot.staff.changes import ends, languages, linking, listing, one, writing
from bot.staff.guard import Door

__all__ = ["DOORS"]

SEE = READERS | CARERS
DOORS: tuple[Door, ...] = (
    Door("GET", "/staff/changes", listing.show, SEE),
    Door("GET", "/staff/changes/write", writing.ask_new, MANAGERS),
    Door("POST", "/staff/changes/write", writing.add, MANAGERS),
    Door("GET", "/staff/changes/{change:int}", one.show, SEE, whose.change_seen),
    Door("GET", "/staff/changes/{change:int}/edit", writing.ask_edit, MANAGERS, whose.change),
    Door("POST", "/staff/changes/{change:int}/edit", writing.edit, MANAGERS, whose.change),
    Door("GET", "/staff/changes/{change:int}/picture", writing.pictures, MANAGERS, whose.change),
    Door("POST", "/staff/changes/{change:int}/picture", writing.picture, MANAGERS, whose.change),
    Door("GET", "/staff/changes/{change:int}/answers", linking.answers, MANAGERS, whose.change),
    Door("POST", "/staff/changes/{change:int}/answers", linking.link_answers, MANAGERS, whose.change),
    Door("GET", "/staff/changes/{change:int}/words", linking.words, LEADS, whose.change_seen),
    Door("POST", "/staff/changes/{change:int}/words", linking.link_words, LEADS, whose.change_seen),
    Door("GET", "/staff/changes/{change:int}/language", languages.show, MANAGERS, whose.change),
    Door("POST", "/staff/changes/{change:int}/language", languages.write, MANAGERS, whose.change),
    Door("POST", "/staff/changes/{change:int}/publish", ends.publish, MANAGERS, whose.change),
    Door("POST", "/staff/changes/{change:int}/withdraw", ends.withdraw, MANAGERS, whose.change),
    Door("POST", "/staff/changes/{change:int}/anew", ends.anew, MANAGERS, whose.change),
    Door("POST", "/staff/walls", ends.add_wall, MANAGERS),
    Door("POST", "/staff/walls/{wall:int}/revoke", ends.revoke_wall, MANAGERS, whose.wall),
)
"""Every address of the room."""
