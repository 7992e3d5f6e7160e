"""Invented records of the sample: for and against, old and new, of one house and of the whole provider."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from asking.moment import stamp
from asking.permissions import Role
from dialogs.model import Audience
from store import members, people, records, services
from store.records import LEADS, MANAGERS, NAMED, NO, READERS, UNNAMED, NewRecord, Shows, Yes
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Sample:
    """A record, so many days ago.

    Attributes:
        shows: Such as `1.good.3 good`, in the Driving Up Quality Code.
        naming: For a record about the first person of the house; '?' where nobody has asked them yet.
    """

    kind: str
    days: int
    house: str
    title: str
    source: str
    words: str
    shows: tuple[str, ...]
    naming: str = ""
    seen_by: str = READERS
    public: bool = False


SAMPLES = (
    Sample(
        "minutes", 12, "Rowan House", "Tenancy meeting, Rowan House", "The tenants and two support workers",
        "Eleven tenants came. They chose a later breakfast on Mondays and planned a second film night.",
        ("4.good.2 good", "4.good.3 good"), public=True,
    ),
    Sample(
        "minutes", 41, "Mill Lane", "Tenancy meeting, Mill Lane", "The tenants and the house manager",
        "Tenants asked for the third time to know the rota a week before. Nothing has changed yet.",
        ("1.good.4 not_good", "4.good.3 not_good"),
    ),
    Sample(
        "feedback", 25, "Oak Street", "Compliment about a holiday", "A mother",
        "She thanks the team for planning a first holiday by the sea together with her son.",
        ("2.good.5 good", "3.good.7 good"), public=True,
    ),
    Sample(
        "feedback", 66, "The Willows", "Complaint about late visits", "A brother",
        "Evening support came late on nine days in a month. He was not called back for two weeks.",
        ("4.bad.3 not_good",), seen_by=MANAGERS,
    ),
    Sample(
        "visit", 18, "Harbour View", "Visit on a Sunday afternoon", "A trustee",
        "Lively kitchen, two people cooking. The front room was locked and nobody could say why.",
        ("3.good.1 good", "1.bad.3 not_good", "5.bad.2 good"),
    ),
    Sample(
        "visit", 140, "Station Cottage", "Visit after the move", "A social worker",
        "The rooms are as the tenants chose them. Neighbours had been invited for tea.",
        ("1.good.3 good", "2.bad.4 good"),
    ),
    Sample(
        "audit", 33, "", "Audit of support plans", "The quality lead",
        "In 31 of 40 plans the person's own goals stand first. Nine still begin with risks.",
        ("1.good.2 mixed", "3.good.3 mixed"), public=True,
    ),
    Sample(
        "training", 55, "", "Training given by people we support", "The training team",
        "Three tenants led the first morning of induction for twelve new staff.",
        ("3.good.8 good", "4.good.2 good"), public=True,
    ),
    Sample(
        "expert", 88, "", "Report by experts by experience", "Northside Advocacy",
        "They spent a day in two houses. People know how to complain; few had met a board member.",
        ("4.good.1 good", "4.bad.2 not_good", "5.bad.2 not_good"), public=True,
    ),
    Sample(
        "inspection", 210, "", "Inspection report", "The regulator",
        "Caring and responsive: good. Well led: checks were not always written down.",
        ("2.good.5 good", "5.bad.1 mixed"), public=True,
    ),
    Sample(
        "story", 29, "Rowan House", "A first job", "The keyworker",
        "Two mornings a week in the garden centre, and the first own wage. The team there asks for more hours.",
        ("2.good.3 good", "2.bad.1 good"), NAMED, public=True,
    ),
    Sample(
        "story", 72, "Oak Street", "Sunday calls across the sea", "A support worker",
        "Each Sunday a video call with a sister abroad, at an hour that suits both. They cook the same meal.",
        ("1.good.5 good", "3.good.7 good"), UNNAMED, public=True,
    ),
    Sample(
        "story", 95, "Mill Lane", "Learning to swim", "A support worker",
        "Afraid of water for years, and now in the pool each Friday.", ("2.good.3 good", "3.good.7 good"), NO,
    ),
    Sample(
        "quote", 9, "Harbour View", "Said at the open day", "Someone we support",
        "I want to see my friends in the evening. Nobody has time to take me.", ("2.good.1 not_good",), "?", LEADS,
    ),
)  # fmt: skip
"""The last two may not be quoted: one said no, and one was not asked yet."""


def records_of_sample(tx: Tx, now: datetime, code: str = "duq") -> None:
    """Make them all. A quote is the lead's, all else a manager's."""
    staff = {one.role: one for one in members.active(tx)}
    for sample in SAMPLES:
        house = services.by_name(tx, sample.house) if sample.house else None
        day = (now - timedelta(days=sample.days)).date().isoformat()
        role = Role.LEAD if sample.seen_by == LEADS else Role.MANAGER
        records.add(
            tx,
            NewRecord(
                kind=sample.kind,
                happened_on=day,
                title=sample.title,
                service_id=house.id if house else 0,
                person_id=_person(tx, house.id) if house and sample.naming else None,
                source=sample.source,
                words=sample.words,
                seen_by=sample.seen_by,
                public=sample.public,
                shows=tuple(Shows(f"{code}.{one.split()[0]}", one.split()[1]) for one in sample.shows),
                yes=None
                if sample.naming in {"", "?"}
                else Yes(sample.naming, day, "Kim Doyle", "With the easy-read sheet"),
            ),
            at=stamp(now - timedelta(days=sample.days - 1)),
            by=staff[role].id if role in staff else None,
        )


def _person(tx: Tx, house: int) -> int | None:
    return next((one.id for one in people.in_service(tx, house) if one.audience == Audience.PERSON), None)
