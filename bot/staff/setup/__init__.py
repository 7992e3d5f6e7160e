"""First-time set-up, a guided page for each step. `DOORS` are its addresses; `BEGINNING` is for who has the link."""

from __future__ import annotations

from asking.permissions import ADMINISTRATORS
from asking.setting_up import Step
from bot.staff.guard import Door
from bot.staff.setup import after, begin, colleagues, people, provider, safeguarding, services, you
from bot.staff.setup.way import HOME, NEXT, address

__all__ = ["BEGINNING", "DOORS"]

PAGES = {
    Step.YOU: you,
    Step.PROVIDER: provider,
    Step.SERVICES: services,
    Step.SAFEGUARDING: safeguarding,
    Step.COLLEAGUES: colleagues,
    Step.PEOPLE: people,
}
BEGINNING = (("GET", begin.show), ("POST", begin.use))
DOORS: tuple[Door, ...] = (
    Door("GET", HOME, after.go_on, ADMINISTRATORS),
    *(Door("GET", address(step), page.show, ADMINISTRATORS) for step, page in PAGES.items()),
    *(Door("POST", address(step), page.keep, ADMINISTRATORS) for step, page in PAGES.items()),
    Door("GET", NEXT, after.show, ADMINISTRATORS),
    Door("POST", NEXT, after.keep, ADMINISTRATORS),
)
