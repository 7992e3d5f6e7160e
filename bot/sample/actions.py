"""The sample's plan: two actions are late, one is done and shows, one is done and does not, one does not move.

One moved twice, one has evidence on three days, and one is led by somebody whom nobody knows yet, without a last day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from asking.moment import stamp
from dialogs.pack import Pack
from evidence.action_evidence import Readings, keep_basis
from store import action_notes, actions, members, plans, records
from store.action import Expected, NewAction, Someone, Status
from store.tx import Tx

NAME = "Plan for this year (sample)"
OPENED = -140
"""Days from now: after the spring talks, so that the autumn talks can show what has changed."""
NEW, GOING, DONE, GONE = Status.NOT_STARTED, Status.IN_PROGRESS, Status.DONE, Status.NO_LONGER_NEEDED


@dataclass(frozen=True, slots=True)
class Sketch:
    """One sample action; days are counted from now.

    Attributes:
        part: Place of its part in `PARTS`.
        lead: Name of someone on the staff, or of someone who does not sign in.
        due: Its last day; None for none.
        moved: When somebody wrote the note.
        before: The last days that it had before, oldest first.
        days: Of what shows it, where there are several: when each is to be seen, and when it was.
        began, proof: Titles of the records that led to it, and that show what was seen.
    """

    part: int
    number: str
    what: str
    outcome: str
    lead: str
    due: int | None
    status: Status
    standard: str
    shows: str
    note: str = ""
    moved: int = OPENED
    refers: tuple[str, ...] = ()
    before: tuple[int, ...] = ()
    days: tuple[tuple[int, int | None], ...] = ()
    began: str = ""
    proof: str = ""


PARTS = ("People choose their support", "People have a life in their community", "Managers lead by example")
SKETCHES = (
    Sketch(0, "1.1", "Ask everyone who helps them to plan their week, and write it down.", "People plan with somebody "
           "they like.", "Sam Carter", -20, GOING, "duq.1.good.1", "A plan of the week with each person's own words",
           "Done for half of the people. New staff need to be shown how.", -5),
    Sketch(0, "1.2", "Show each person new staff before they begin.", "Nobody is helped by a stranger.", "Kim Doyle",
           -9, GOING, "duq.2.good.1", "Notes of each meeting", "Two meetings held at Rowan House.", -41,
           before=(-70, -40)),
    Sketch(0, "1.3", "Let people choose when they get up and eat.", "People set the pace of their day.", "Ola Berg",
           20, GOING, "duq.2", "The new rota", "The rota has changed in four of six houses.", -4, ("1.1",)),
    Sketch(0, "1.4", "Put pictures on every menu.", "People can choose what they eat.", "The kitchen", -50, DONE,
           "duq.4", "Photographs of the menus", "All houses have them.", -55, proof="Tenancy meeting, Rowan House"),
    Sketch(1, "2.1", "Find out what each person wants to do outside the house, and try one thing.", "People do more of "
           "what they enjoy.", "Jo Finch", -45, DONE, "duq.3.good.1", "One new thing tried by each person",
           "Everyone who wanted to has tried something new.", -50),
    Sketch(1, "2.2", "Visit two local clubs with those who want to join.", "People know more people.", "Tess Quill", 6,
           GOING, "duq.3", "Dates of the visits", "One club visited.", -12, ("2.1",)),
    Sketch(1, "2.3", "Rent a minibus.", "People get out at the weekend.", "Sam Carter", 60, GONE, "", "",
           "The town bus now stops at the door.", -30),
    Sketch(1, "2.4", "Teach every new colleague how each person communicates.", "People are understood.", "Training "
           "Manager", None, GOING, "", "The list of who was taught", "Six colleagues so far.", -10),
    Sketch(2, "3.1", "Managers work one weekend shift each month.", "Managers know how it is.", "Alex Reed", 40, NEW,
           "duq.5.good.1", "The rota of each manager"),
    Sketch(2, "3.2", "Read complaints at every board meeting.", "What people say is heard at the top.", "Lou Grant",
           90, GOING, "duq.5", "Minutes of three meetings", "On the list for the next meeting.", -15, ("3.1",),
           days=((-60, -58), (20, None), (90, None)), began="Complaint about late visits"),
)  # fmt: skip


def actions_of_sample(tx: Tx, pack: Pack, now: datetime) -> None:
    """Make the plan, as if it had been opened between the two rounds of talks."""
    opened = stamp(now + timedelta(days=OPENED))
    plan = plans.add(tx, name=NAME, kind=plans.REGISTER, at=opened, by=None)
    parts = [plans.add_part(tx, plan_id=plan, number=str(n), title=title) for n, title in enumerate(PARTS, 1)]
    staff = {one.name: one.id for one in members.active(tx)}
    readings = Readings(tx, pack, (one.standard for one in SKETCHES if one.standard))
    for sketch in SKETCHES:
        _open(tx, readings, plan, sketch, part=parts[sketch.part], staff=staff, now=now)


def _open(
    tx: Tx, readings: Readings, plan: int, sketch: Sketch, *, part: int, staff: dict[str, int], now: datetime
) -> None:
    def day(days: int | None) -> str | None:
        return None if days is None else (now + timedelta(days=days)).date().isoformat()

    each = sketch.days or ((sketch.due, sketch.moved if sketch.status is DONE else None),)
    titled = {one.title: one.id for one in records.between(tx, "", "9999")} if sketch.began or sketch.proof else {}
    proof = titled.get(sketch.proof)
    expected = tuple(Expected(sketch.shows, "", day(due), day(seen), proof if seen else None) for due, seen in each)
    began = titled.get(sketch.began)
    new = NewAction(
        plan_id=plan,
        part_id=part,
        number=sketch.number,
        what=sketch.what,
        outcome=sketch.outcome,
        leads=(Someone(sketch.lead, staff.get(sketch.lead)),),
        starts_on=day(OPENED),
        due_on=day((*sketch.before, sketch.due)[0]),
        standards=(sketch.standard,) if sketch.standard else (),
        expected=expected if sketch.shows else (),
        refers_to=sketch.refers,
        from_kind="record" if began else "",
        from_id=str(began or ""),
    )
    number = actions.add(tx, new, at=stamp(now + timedelta(days=OPENED)), by=None)
    kept = actions.get(tx, number)
    if kept is not None:
        then = (now + timedelta(days=OPENED)).date()
        keep_basis(tx, readings.pack, kept, today=then, readings=readings)
    for was, due in pairwise((*sketch.before, sketch.due) if sketch.before else ()):
        new = replace(new, due_on=day(due))
        actions.change(tx, number, new, at=stamp(now + timedelta(days=was or 0)), by=staff.get("Sam Carter"))
    if sketch.note:
        moved = stamp(now + timedelta(days=sketch.moved))
        action_notes.add(tx, number, words=sketch.note, status=sketch.status, by=staff.get(sketch.lead), at=moved)
        actions.put_status(tx, number, sketch.status, at=moved)
