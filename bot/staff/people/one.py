"""The page of one person: what we know, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from starlette.exceptions import HTTPException
from starlette.responses import Response

from asking import people as asked_people
from asking import profiles, zones
from asking.profiles import NEEDS, Profile
from asking.rounds import open_for
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from bot.staff.people.deciding import Shown, shown_of
from bot.staff.people.plain import AUDIENCES, HOWS, WHY_NOT
from dialogs.model import Audience
from store import access_log, forgettings, invitations, members, not_asked, people, services
from store import profiles as kept_profiles
from store.forgettings import Forgetting
from store.not_asked import NotAsked
from store.people import Person
from store.profiles import Stored
from store.rounds import Round
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Named:
    """Someone else on the page, with the number of their own; 0 where it cannot be opened."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the page shows of one person.

    Attributes:
        relative: Whose family they are; None where they are nobody's.
        family: Their family.
        due: It is time to ask them how they communicate.
        asked: They have an invitation in the round that is open.
        fresh: They were just added, and nothing was done with them yet.
        decided: What was decided of them, the newest first.
        waits: They are to be forgotten.
    """

    frame: Frame
    person: Person
    name: str
    service: str
    relative: Named | None
    family: tuple[Named, ...]
    keyworker: str
    helper: str
    profile: Profile
    stored: Stored | None
    due: bool
    round: Round | None
    asked: bool
    why_not: NotAsked | None
    fresh: bool
    decided: tuple[Shown, ...]
    waits: Forgetting | None

    def decided_about(self, about: str) -> Shown | None:
        """The decision that stands; None where there is none."""
        return next((one for one in self.decided if one.about == about), None)

    @property
    def supported(self) -> bool:
        """It is a person supported, whose communication needs and consent are kept."""
        return self.person.audience == Audience.PERSON


async def show(desk: Desk, visit: Visit) -> Response:
    """The page. To open it is noted."""
    sheet = await desk.database.write(partial(_read, desk=desk, visit=visit))
    return page(
        "people/one.html",
        visit=visit,
        frame=sheet.frame,
        one=sheet,
        needs=NEEDS,
        place=zones.place_of(sheet.person.zone),
        audiences=AUDIENCES,
        hows=HOWS,
        whys=[("", "Nothing to note"), *WHY_NOT.items()],
        typed={"why": sheet.why_not.why if sheet.why_not else ""},
        wrong={},
        done=visit.request.query_params.get("done", ""),
    )


def _read(tx: Tx, *, desk: Desk, visit: Visit) -> Sheet:
    number = visit.number("person")
    person = people.get(tx, number)
    if person is None:
        raise HTTPException(404)
    access_log.add(tx, at=desk.now(), who=visit.who, did="opened the page of a person", person_id=number)
    service = services.get(tx, person.service_id)
    current = open_for(tx, visit.today, service_id=person.service_id, audience=person.audience)
    stored = kept_profiles.get(tx, number)
    supported = person.audience == Audience.PERSON
    return Sheet(
        frame=frame(tx, visit.member, number),
        person=person,
        name=people.name_of(tx, number) or "",
        service=service.name if service else "",
        relative=_named(tx, visit, people.get(tx, person.relative_of)) if person.relative_of else None,
        family=tuple(_named(tx, visit, one) for one in people.relatives_of(tx, number)),
        keyworker=_member(tx, person.keyworker_id),
        helper=_member(tx, person.helper_id),
        profile=profiles.load(stored.body) if stored else profiles.EMPTY,
        stored=stored,
        due=supported and profiles.is_due(stored.reviewed_on if stored else None, visit.today),
        round=current,
        asked=current is not None and _is_asked(tx, number, current.id),
        why_not=not_asked.get(tx, person_id=number, round_id=current.id) if current else None,
        fresh=asked_people.may_undo_adding(tx, number),
        decided=shown_of(tx, number, visit.today),
        waits=forgettings.waiting(tx, number),
    )


def _named(tx: Tx, visit: Visit, other: Person | None) -> Named:
    """Someone else; without a name and a page where they belong to a house that the visitor does not work for."""
    if other is None or not visit.sees(other.service_id):
        return Named(0, "Someone of another service")
    name = people.name_of(tx, other.id)
    return Named(other.id, name) if name else Named(0, "Someone who is forgotten")


def _member(tx: Tx, member_id: int | None) -> str:
    """The name of a member; '' where there is none, or they have left."""
    found = members.get(tx, member_id) if member_id else None
    return found.name if found and found.ended_at is None else ""


def _is_asked(tx: Tx, person_id: int, round_id: int) -> bool:
    found = invitations.of_person(tx, person_id)
    return any(one.round_id == round_id and not one.revoked_at and one.observation_id is None for one in found)
