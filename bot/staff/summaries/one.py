"""The page of one summary: how far it is, what to do next, and who makes it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import devices, profiles, signin
from asking import summaries as rules
from asking.errors import SummaryRefused
from asking.links import address, copy_token
from asking.post import can_send, put
from asking.summaries import Access
from bot.sentences import summary_for_family
from bot.staff.desk import Desk, page
from bot.staff.guard import Visit
from bot.staff.invitations.here import handed_over
from bot.staff.summaries.open import Opened, makes, opened, person_token
from locales import Languages
from store import access_log, people, summaries, wishes
from store.tx import Tx
from store.wishes import Wish


async def show(desk: Desk, visit: Visit) -> Response:
    """How far it is. What was said is on other pages."""

    def read(tx: Tx) -> tuple[Opened, bool, bool, str, str, str, bool, tuple[Wish, ...]]:
        one = opened(tx, desk, visit, did="opened summary")
        token = person_token(tx, one.summary) if one.makes else ""
        family = copy_token(tx.keys, one.summary.id) if one.makes and one.summary.family_ok else ""
        met = devices.met(tx.keys, one.summary.id, desk.clock()) if token else ""
        no_helper = rules.has_no_helper(tx, one.person)
        return (
            one,
            rules.answered(tx, one.summary),
            no_helper,
            token,
            met,
            family,
            can_send(tx),
            (wishes.of_summary(tx, one.summary.id)),
        )

    one, answered, no_helper, token, met, family, mails, wished = await desk.database.write(read)
    return page(
        "summaries/one.html",
        visit=visit,
        frame=one.frame,
        one=one,
        answered=answered,
        no_helper=no_helper,
        token=token,
        met=met,
        family=family,
        mails=mails,
        can_stand_in=one.access is Access.MAY_STAND_IN and not one.stands_in,
        wishes=tuple(one_wish.id for one_wish in wished) if one.makes or visit.manages else (),
        tools=desk.ladders.tools_beside("summary"),
        done=visit.request.query_params.get("done", ""),
    )


async def stand_in(desk: Desk, visit: Visit) -> Response:
    """Another keyworker of the house makes it this month. The manager sees who."""

    def write(tx: Tx) -> None:
        one = opened(tx, desk, visit)
        if one.access is Access.MAY_STAND_IN and not one.summary.closed_at:
            summaries.stand_in(tx, one.summary.id, visit.member.id)
            did = f"stands in for the keyworker in summary {one.summary.id}"
            access_log.add(tx, at=desk.now(), who=visit.who, did=did, person_id=one.person.id)

    await desk.database.write(write)
    return RedirectResponse(f"/staff/summaries/{visit.number('summary')}?done=stands-in", status_code=303)


async def hand_over(desk: Desk, visit: Visit) -> Response:
    """Sign the keyworker out and open the person's own pages: they answer with no staff page behind them."""

    def write(tx: Tx) -> tuple[str, str]:
        one = makes(tx, desk, visit, did="handed the tablet over for summary")
        if one is None:
            raise HTTPException(404)
        signin.sign_out(tx, visit.secret)
        return person_token(tx, one.summary), devices.shared_mark(tx.keys)

    return handed_over(visit.request, *await desk.database.write(write))


async def correct(desk: Desk, visit: Visit) -> Response:
    """Begin a new version of a summary that both have signed."""

    def write(tx: Tx) -> int:
        one = makes(tx, desk, visit, did="corrects summary")
        try:
            return rules.correct(tx, one.summary.id, desk.now()).id if one else visit.number("summary")
        except SummaryRefused:
            return visit.number("summary")

    summary_id = await desk.database.write(write)
    return RedirectResponse(f"/staff/summaries/{summary_id}", status_code=303)


async def send(desk: Desk, visit: Visit) -> Response:
    """Send the family their copy, where the person said yes and an e-mail address is known."""

    def write(tx: Tx) -> int:
        one = makes(tx, desk, visit, did="sent the family a copy of summary")
        if one is None or not (one.summary.closed_at and one.summary.family_ok):
            raise HTTPException(404)
        return _send(tx, desk, one)

    sent = await desk.database.write(write)
    desk.bell()
    done = "sent" if sent else "not-sent"
    return RedirectResponse(f"/staff/summaries/{visit.number('summary')}?done={done}", status_code=303)


def _send(tx: Tx, desk: Desk, one: Opened) -> int:
    link = f"{address(tx)}/copy/{copy_token(tx.keys, one.summary.id)}"
    sent = 0
    for relative in people.relatives_of(tx, one.person.id):
        email = profiles.of(tx, relative.id).email
        if email and can_send(tx) and relative.stopped_at is None:
            words = Languages().words(relative.language)
            put(tx, summary_for_family(words, to=email, name=one.name, link=link), at=desk.now())
            sent += 1
    return sent
