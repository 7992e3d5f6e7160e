"""Worries: telling one, taking it on, what was done and what was learned. `DOORS` are their addresses."""

from __future__ import annotations

from asking.permissions import LEADS, READERS, STAFF
from bot.staff import whose
from bot.staff.guard import Door
from bot.staff.worries import doing, heard, lists, message, numbers, one, telling

__all__ = ["DOORS"]

ONE = "/staff/worries/{worry:int}"
DOORS: tuple[Door, ...] = (
    Door("GET", "/staff/tell", telling.show, STAFF),
    Door("POST", "/staff/tell", telling.tell, STAFF),
    Door("GET", "/staff/worries", lists.show_all, LEADS),
    Door("GET", "/staff/worries/open.json", lists.count_open, STAFF),
    Door("GET", "/staff/worries/help", lists.explain, LEADS),
    Door("GET", "/staff/worries/numbers", numbers.show, READERS),
    Door("GET", ONE, one.show, LEADS, whose.worry),
    Door("GET", f"{ONE}/print", one.show_printed, LEADS, whose.worry),
    Door("GET", f"{ONE}/sound", one.play, LEADS, whose.worry),
    Door("GET", f"{ONE}/photo", one.look, LEADS, whose.worry),
    Door("GET", f"{ONE}/more/{{said:int}}", one.more, LEADS, whose.worry),
    Door("POST", f"{ONE}/take", doing.take, LEADS, whose.worry),
    Door("POST", f"{ONE}/note", doing.note, LEADS, whose.worry),
    Door("POST", f"{ONE}/close", doing.close, LEADS, whose.worry),
    Door("POST", f"{ONE}/reopen", doing.reopen, LEADS, whose.worry),
    Door("POST", f"{ONE}/back", doing.give_back, LEADS, whose.worry),
    Door("POST", f"{ONE}/together", doing.put_together, LEADS, whose.worry),
    Door("POST", f"{ONE}/hide", doing.hide, LEADS, whose.worry),
    Door("POST", f"{ONE}/unhide", doing.unhide, LEADS, whose.worry),
    Door("POST", f"{ONE}/action", doing.link_action, LEADS, whose.worry),
    Door("GET", f"{ONE}/message", message.show, LEADS, whose.worry),
    Door("POST", f"{ONE}/message", message.send, LEADS, whose.worry),
    Door("POST", f"{ONE}/message/{{message:int}}/back", message.take_back, LEADS, whose.worry),
    Door("POST", "/staff/words/{words:int}/worry", heard.from_words, LEADS, whose.written),
    Door("POST", "/staff/comments/{comment:int}/worry", heard.from_comment, LEADS, whose.comment),
    Door("POST", "/staff/recordings/{recording:int}/worry", heard.from_recording, LEADS, whose.recording),
)
"""Every address of the room."""
