"""Inviting one person, and the page of their invitation: the link, its codes, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import notices, post
from asking.errors import AskingError
from asking.inviting import Inviter, open_rounds
from asking.rounds import areas_in
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.invitations.codes import code
from bot.staff.invitations.ending import read_one
from bot.staff.invitations.facts import About, address_of, not_signed_off, pack_of, told
from bot.staff.invitations.listing import SENT, WORDS
from dialogs.model import Audience
from store import access_log, invitations, invited, people, rounds, services
from store.people import Person
from store.rounds import Round
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Question:
    """The form that invites one person.

    Attributes:
        rounds: Those that are open, the newest first; or one of ladders, which is asked whole.
        others: Open rounds of the other sort, each with a form of its own.
        areas: Id and name of each area with questions for them; none of a round of ladders.
        waiting: Id of an invitation of theirs in the first of these rounds; 0 where there is none.
    """

    frame: Frame
    person: Person
    name: str
    service: str
    rounds: tuple[Round, ...]
    others: tuple[Round, ...]
    areas: tuple[tuple[str, str], ...]
    waiting: int

    @property
    def whole(self) -> bool:
        """Whether nothing is chosen of what is asked: all ladders are."""
        return bool(self.rounds) and not self.rounds[0].is_talk


async def ask(desk: Desk, visit: Visit) -> Response:
    """The form: the open round is chosen, and all its areas are ticked."""
    return await _form(desk, visit)


async def invite(desk: Desk, visit: Visit) -> Response:
    """Invite, or show the form again with what stands in the way."""
    person_id, round_id = visit.number("person"), visit.posted_number("round")
    ticked = tuple(str(one) for one in visit.form.getlist("areas")) if visit.form is not None else ()
    pack = await desk.database.read(lambda tx: pack_of(desk, rounds.get(tx, round_id)))
    asked = Inviter(pack, desk.languages, visit.who, desk.clock(), round_id)

    def write(tx: Tx) -> int:
        person = people.get(tx, person_id)
        known = pack.areas_for(Audience(person.audience)) if person else ()
        if not set(ticked) <= set(known):
            raise HTTPException(400)
        return asked.invite(tx, person_id, tuple(one for one in known if one in ticked))

    if not ticked and pack is not desk.ladders.pack:
        return await _form(desk, visit, wrong={"areas": "Tick what they are asked about."}, ticked=ticked)
    try:
        made = await desk.database.write(write)
    except AskingError as refused:
        return await _form(desk, visit, refused=refused, ticked=ticked)
    return RedirectResponse(f"/staff/invitations/{made}?done=invited", status_code=303)


async def show(desk: Desk, visit: Visit) -> Response:
    """One invitation."""
    return await page_of_one(desk, visit)


async def page_of_one(
    desk: Desk, visit: Visit, *, refused: AskingError | None = None, typed: str = "", how: str = ""
) -> Response:
    """The page of an invitation, with what could not be done where that is so.

    Args:
        desk: The desk.
        visit: The visit.
        refused: What could not be done.
        typed: The address that was typed.
        how: In which way it was to be sent.
    """

    def read(tx: Tx) -> tuple[Frame, About, AskingError | None, dict[str, bool | str]]:
        around, one = read_one(tx, desk=desk, visit=visit)
        ways: dict[str, bool | str] = {
            "mail": post.can_send(tx),
            "chat": bool(desk.telegram()) and notices.chat_of(tx, one.person.id) is not None,
            "address": typed or address_of(tx, one.person.id),
        }
        return around, one, not_signed_off(tx, desk, one.person.language), ways

    around, one, unsigned, ways = await desk.database.write(read)
    problem = told(refused, desk, one.person.language) if refused else None
    return page(
        "invitation.html",
        status=409 if refused else 200,
        visit=visit,
        frame=around,
        one=one,
        words=WORDS,
        sent=SENT.get(one.invitation.sent_by, ""),
        unsigned=told(unsigned, desk, one.person.language) if unsigned else None,
        ways=ways,
        typed={"to": ways["address"]},
        wrong={"to" if how == "email" else "how": " ".join(problem)} if problem else {},
        codes=(code(one.link) if one.link else "", code(one.chat) if one.chat else ""),
        done=visit.request.query_params.get("done", ""),
    )


async def _form(
    desk: Desk,
    visit: Visit,
    *,
    refused: AskingError | None = None,
    wrong: dict[str, str] | None = None,
    ticked: tuple[str, ...] | None = None,
) -> Response:
    question = await desk.database.write(partial(_question, desk=desk, visit=visit))
    problem = told(refused, desk, question.person.language) if refused else None
    every = tuple(area for area, _name in question.areas)
    chosen = visit.choice("round") or visit.posted_number("round")
    if chosen not in {one.id for one in question.rounds}:
        chosen = question.rounds[0].id if question.rounds else 0
    return page(
        "invite.html",
        status=409 if refused else 400 if wrong else 200,
        visit=visit,
        frame=question.frame,
        one=question,
        problem=problem,
        wrong=wrong or {},
        typed={"round": chosen, "areas": every if ticked is None else ticked},
    )


def _question(tx: Tx, *, desk: Desk, visit: Visit) -> Question:
    person_id = visit.number("person")
    person, name = people.get(tx, person_id), people.name_of(tx, person_id)
    if person is None or name is None:
        raise HTTPException(404)
    access_log.add(tx, at=desk.now(), who=visit.who, did="opened the form that invites", person_id=person_id)
    service = services.get(tx, person.service_id)
    opened, others = _open(tx, visit, person)
    stands = invited.of_person(tx, person_id, opened[0].id, invitations.TALK) if opened else None
    names = {area.id: area.name for area in desk.pack.areas}
    talk = bool(opened) and opened[0].is_talk
    areas = areas_in(opened[0], desk.pack.areas_for(Audience(person.audience))) if talk else ()
    return Question(
        frame=frame(tx, visit.member),
        person=person,
        name=name,
        service=service.name if service else "",
        rounds=opened,
        others=others,
        areas=tuple((area, names[area]) for area in areas),
        waiting=(stands.invitation_id or 0) if stands else 0,
    )


def _open(tx: Tx, visit: Visit, person: Person) -> tuple[tuple[Round, ...], tuple[Round, ...]]:
    """The open rounds of the form for someone, and those of the other sort: the address or what was posted chooses."""
    every = tuple(one for one in open_rounds(tx, visit.today) if one.asks(person.service_id, person.audience))
    wanted = visit.choice("round") or visit.posted_number("round")
    chosen = next((one for one in every if one.id == wanted), every[0] if every else None)
    if chosen is None:
        return (), ()
    talks = tuple(one for one in every if one.is_talk)
    ladders = tuple(one for one in every if not one.is_talk)
    return (talks, ladders) if chosen.is_talk else ((chosen,), talks)
