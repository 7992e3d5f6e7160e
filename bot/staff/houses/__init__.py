"""Services, who hears their worries, and what the provider is called. `DOORS` are their addresses."""

from __future__ import annotations

from asking.permissions import ADMINISTRATORS, MANAGERS
from bot.staff import whose
from bot.staff.guard import Door
from bot.staff.houses import beyond, change, closing, hearers, lists, provider

__all__ = ["DOORS"]

ONE = "/staff/services/{service:int}"
DOORS: tuple[Door, ...] = (
    Door("GET", "/staff/services", lists.show_all, MANAGERS),
    Door("GET", "/staff/services/add", change.show_new, ADMINISTRATORS),
    Door("POST", "/staff/services/add", change.add, ADMINISTRATORS),
    Door("GET", ONE, lists.show, MANAGERS, whose.service),
    Door("GET", f"{ONE}/change", change.show, ADMINISTRATORS, whose.service),
    Door("POST", f"{ONE}/change", change.change, ADMINISTRATORS, whose.service),
    Door("GET", f"{ONE}/safeguarding", hearers.show, ADMINISTRATORS, whose.service),
    Door("POST", f"{ONE}/safeguarding", hearers.name, ADMINISTRATORS, whose.service),
    Door("GET", f"{ONE}/close", closing.confirm, ADMINISTRATORS, whose.service),
    Door("POST", f"{ONE}/close", closing.close, ADMINISTRATORS, whose.service),
    Door("POST", f"{ONE}/open", closing.reopen, ADMINISTRATORS, whose.service),
    Door("GET", f"{ONE}/nobody-answers", beyond.show, ADMINISTRATORS, whose.service),
    Door("POST", f"{ONE}/nobody-answers", beyond.add, ADMINISTRATORS, whose.service),
    Door("POST", f"{ONE}/nobody-answers/{{contact:int}}/end", beyond.end, ADMINISTRATORS, whose.service),
    Door("GET", "/staff/worry-times", beyond.times, ADMINISTRATORS),
    Door("POST", "/staff/worry-times", beyond.set_times, ADMINISTRATORS),
    Door("GET", "/staff/provider", provider.show, ADMINISTRATORS),
    Door("POST", "/staff/provider", provider.change, ADMINISTRATORS),
)
