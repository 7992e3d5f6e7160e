"""Colleagues: who can sign in, with which role, for which services; and an end to it."""

from __future__ import annotations

from asking.permissions import MANAGERS
from bot.staff.guard import Door
from bot.staff.team import codes, ending, forms, lists
from bot.staff.team.place import member

DOORS = (
    Door("GET", "/staff/team", lists.show_all, MANAGERS),
    Door("GET", "/staff/team/add", forms.show_new, MANAGERS),
    Door("POST", "/staff/team/add", forms.add, MANAGERS),
    Door("GET", "/staff/team/{member:int}", lists.show, MANAGERS, member),
    Door("GET", "/staff/team/{member:int}/change", forms.show, MANAGERS, member),
    Door("POST", "/staff/team/{member:int}/change", forms.change, MANAGERS, member),
    Door("POST", "/staff/team/{member:int}/code", codes.make, MANAGERS, member),
    Door("GET", "/staff/team/{member:int}/end", ending.confirm, MANAGERS, member),
    Door("POST", "/staff/team/{member:int}/end", ending.end, MANAGERS, member),
)
