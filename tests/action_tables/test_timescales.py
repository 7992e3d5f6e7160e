"""Timescales are kept as they were said, and get a day only where one was understood."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.action_tables.model import TimeKind
from evidence.action_tables.timescales import understood

BY, BEGINS, REVIEW = TimeKind.BY, TimeKind.BEGINS, TimeKind.REVIEW
DONE, ONGOING, UNKNOWN = TimeKind.DONE, TimeKind.ONGOING, TimeKind.UNKNOWN


@pytest.mark.parametrize(
    ("said", "kind", "due_on"),
    [
        ("End March 2010", BY, "2010-03-31"),
        ("October 2010", BY, "2010-10-31"),
        ("Begin October 2011", BEGINS, "2011-10-31"),
        ("Begin process in September 2010", BEGINS, "2010-09-30"),
        ("Review March 2011", REVIEW, "2011-03-31"),
        ("March 2011 for implementation in Oct 2011", BY, "2011-03-31"),
        ("18 November 2010", BY, "2010-11-18"),
        ("18th of November, 2010", BY, "2010-11-18"),
        ("November 18, 2010", BY, "2010-11-18"),
        ("31/03/2010", BY, "2010-03-31"),
        ("1.4.26", BY, "2026-04-01"),
        ("2026-03-31", BY, "2026-03-31"),
        ("2026-03-31T00:00:00", BY, "2026-03-31"),
        ("2026-03-31 00:00:00", BY, "2026-03-31"),
        ("Dec 2009", BY, "2009-12-31"),
        ("Sept. 2009", BY, "2009-09-30"),
        ("Feb '28", BY, "2028-02-29"),
        ("03/2010", BY, "2010-03-31"),
        ("End 2010", BY, "2010-12-31"),
        ("by the end of 2010", BY, "2010-12-31"),
        ("to be completed by June 2030", BY, "2030-06-30"),
        ("05-Mar-2027", BY, "2027-03-05"),
        ("05-Mar-27", BY, "2027-03-05"),
        ("5 Mar 27", BY, "2027-03-05"),
        ("5/Mar/2027", BY, "2027-03-05"),
        ("by 5 March '27.", BY, "2027-03-05"),
        ("March 31 2027", BY, "2027-03-31"),
        ("2027/03/05", BY, "2027-03-05"),
        ("Mar-27", BY, "2027-03-31"),
        ("To be started in May 2027", BEGINS, "2027-05-31"),
        ("To be started by May 2027", BEGINS, "2027-05-31"),
        ("Yet to start, May 2027", BEGINS, "2027-05-31"),
        ("Not started, due by March 2027", BY, "2027-03-31"),
        ("Ongoing until 31 March 2027", ONGOING, "2027-03-31"),
        ("In progress, by end of March 2027", ONGOING, "2027-03-31"),
        ("In progress", ONGOING, None),
        ("Commenced and ongoing", ONGOING, None),
        ("In place", DONE, None),
        ("Completed", DONE, None),
        ("Completed September 2010", DONE, "2010-09-30"),
        ("December 2010\nCompleted August 2010", BY, "2010-12-31"),
        ("", UNKNOWN, None),
    ],
)
def test_plain_timescales_are_understood(said: str, kind: TimeKind, due_on: str | None) -> None:
    """Each with its day, and with nothing to look at."""
    found = understood(said)
    assert (found.kind, found.due_on, found.check, found.said) == (kind, due_on, "", said)


@pytest.mark.parametrize(
    ("said", "due_on", "check"),
    [
        ("when we have time", None, "No date was understood."),
        ("March", None, "No date was understood."),
        ("spring 2010", None, "No date was understood."),
        ("not completed", None, "No date was understood."),
        ("not yet complete", None, "No date was understood."),
        ("5 March 12 people", None, "No date was understood."),
        ("Ongoing from 31 March 2027", None, "It says that it has begun, and not until when."),
        ("31/02/2010", None, "There is no such day."),
        ("12/31/2010", None, "There is no such day."),
        ("Started March 2010", None, "It says that it has begun, and not until when."),
        ("First audit November 2009", "2009-11-30", "Only the date was understood, not every word."),
        ("December 2009 and June 2010", "2010-06-30", "It has several dates: the last one is taken."),
        ("October 2010 December 2010", "2010-12-31", "It has several dates: the last one is taken."),
    ],
)
def test_doubts_are_said(said: str, due_on: str | None, check: str) -> None:
    """What is not plain is marked, and gets no day where none was understood."""
    found = understood(said)
    assert (found.due_on, found.check) == (due_on, check)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Not started", UNKNOWN),
        ("Not yet commenced", UNKNOWN),
        ("has not been started", UNKNOWN),
        ("Yet to be started", TimeKind.BEGINS),
        ("Partially complete", ONGOING),
        ("Nearly done", ONGOING),
        ("50% complete", UNKNOWN),
        ("Started", ONGOING),
        ("Commenced, not completed", ONGOING),
    ],
)
def test_how_far_it_is_is_not_said_better_than_it_is(said: str, kind: TimeKind) -> None:
    """What has not begun is not in progress, and what is done in part is not done."""
    assert understood(said).kind is kind


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_reads_back_in_every_way_of_writing_it(day: date) -> None:
    """In British order, in the order of the calendar and with the month's name."""
    for said in (
        f"{day:%d/%m/%Y}",
        day.isoformat(),
        f"{day.day} {day:%B} {day.year}",
        f"by {day.day} {day:%b} {day.year}",
        f"{day:%d-%b-%y}",
        f"{day:%Y/%m/%d}",
        f"{day:%B} {day.day} {day.year}",
    ):
        assert understood(said).due_on == day.isoformat()


@given(st.dates(date(2000, 1, 1), date(2099, 11, 30)))
def test_a_month_means_its_last_day(day: date) -> None:
    """The day after is the first of the next month."""
    due = understood(f"{day:%B %Y}").due_on
    assert due is not None
    assert due[:7] == f"{day:%Y-%m}"
    assert (date.fromisoformat(due) + timedelta(1)).day == 1


@given(st.text(max_size=200))
def test_no_text_is_too_strange(said: str) -> None:
    """Whatever was said is kept, and a day that is given is a day."""
    found = understood(said)
    assert found.said == said.strip()
    assert found.due_on is None or date.fromisoformat(found.due_on)
