"""After the last step: what is done, what is missing and why it matters, and how to ask the first person."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from asking import post
from asking.alerts import Watch
from asking.hearers import signs_in
from asking.houses import missing, seen_by
from asking.links import ADDRESS
from asking.setting_up import COPIED, KEY_APART, Step, done, next_step
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.setup.way import NEXT, STEPS, address
from store import access_log, settings
from store.services import Service
from store.tx import Tx

COPIES = "Copies are kept of the data folder, and elsewhere of the key file"
HTTPS = "https://"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the check list.

    Attributes:
        why: What it is for, or what can happen without it.
        link, link_words: Where it is done; '' where it is done outside these pages.
    """

    what: str
    is_done: bool
    why: str
    link: str = ""
    link_words: str = ""


async def go_on(desk: Desk, _visit: Visit) -> Response:
    """To the first step that is not done, or to the check list."""
    step = await desk.database.read(lambda tx: next_step(done(tx)))
    return RedirectResponse(address(step) if step else NEXT, status_code=303)


async def show(desk: Desk, visit: Visit) -> Response:
    """The check list."""

    def read(tx: Tx) -> tuple[Frame, list[Check], bool, int]:
        finished = done(tx)
        return frame(tx, visit.member), checks(tx, desk, visit), Step.PEOPLE in finished, len(finished)

    around, found, has_people, finished = await desk.database.read(read)
    return page(
        "setup_next.html",
        visit=visit,
        frame=around,
        checks=found,
        has_people=has_people,
        finished=finished,
        steps=len(STEPS),
        back=address(Step.PEOPLE),
        copied=any(one.is_done for one in found if one.what == COPIES),
    )


async def keep(desk: Desk, visit: Visit) -> Response:
    """Note that copies are kept, or that they are not."""
    said = "yes" if visit.field("copied") == "yes" else "no"

    def noted(tx: Tx) -> None:
        settings.put(tx, COPIED, said)
        access_log.add(tx, at=desk.now(), who=visit.who, did=f"said that copies of the data are kept: {said}")

    await desk.database.write(noted)
    return RedirectResponse(f"{NEXT}#checks", status_code=303)


def checks(tx: Tx, desk: Desk, visit: Visit) -> list[Check]:
    """Everything that should be there before people are asked."""
    houses, here = seen_by(tx, visit.member), address(Step.SAFEGUARDING)
    return [
        Check(
            "Each service has a safeguarding lead and a deputy from outside",
            bool(houses) and not any(missing(one) for one in houses),
            "Somebody has to be there when a person tells a worry. Until then nobody can be invited.",
            here,
            "Name them",
        ),
        Check(
            "Lead and deputy can sign in",
            bool(houses) and all(_both_sign_in(tx, one) for one in houses),
            "Only they can open worries, and what people write or say.",
            here,
            "Give them a way to sign in",
        ),
        Check(
            "Each service shows a telephone number and someone independent",
            bool(houses) and all(one.phone and one.independent_phone for one in houses),
            "The help page shows both. Without them it shows 999 only.",
            "/staff/services",
            "Add the numbers",
        ),
        *_kept_safe(tx, visit),
        Check(
            "E-mail or Telegram is connected",
            post.can_send(tx) or bool(desk.telegram()),
            "Without them links go out on paper or by hand, and nobody is told of a worry until they look here.",
        ),
    ]


def _kept_safe(tx: Tx, visit: Visit) -> list[Check]:
    return [
        Check(
            "These pages are reached by HTTPS",
            (settings.get(tx, ADDRESS) or str(visit.request.base_url)).startswith(HTTPS),
            "On plain http:// someone curious on the same network can read along. In the house only, that may do.",
        ),
        Check(
            "The key file is kept apart from the data",
            settings.get(tx, KEY_APART) == "yes",
            "It opens all names and words. Whoever copies both can read them. Set PLAINSAY_KEY_FILE.",
        ),
        Check(
            COPIES,
            settings.get(tx, COPIED) == "yes",
            "A broken disk must not take what people said. Without the key file a copy cannot be read.",
        ),
    ]


def _both_sign_in(tx: Tx, service: Service) -> bool:
    return all(signs_in(tx, service, role) for role in Watch)
