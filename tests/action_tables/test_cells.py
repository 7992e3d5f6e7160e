"""What single cells say: who leads, where to look, and what a column's title means."""

from __future__ import annotations

import time

import pytest

from evidence.action_tables.columns import meanings
from evidence.action_tables.leads import leads
from evidence.action_tables.model import Field
from evidence.action_tables.read import read
from evidence.action_tables.references import only_refers, refers_to


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("", ()),
        ("Training Manager", ("Training Manager",)),
        ("Head of Homes / Performance.", ("Head of Homes", "Performance")),
        ("Assistant Director OP/PD", ("Assistant Director OP/PD",)),
        ("Jo; Sam\nAnn", ("Jo", "Sam", "Ann")),
        ("Head of Homes - AH Head of Policy – SA-P", ("Head of Homes - AH", "Head of Policy – SA-P")),
        ("Nurse - DMcM DWM Director - RM", ("Nurse - DMcM", "DWM Director - RM")),
        ("Head of Homes - SJ and Head of Buying - AD", ("Head of Homes - SJ", "Head of Buying - AD")),
        ("Head of Homes and Head of Buying", ("Head of Homes", "Head of Buying")),
        ("Head of Learning and Development", ("Head of Learning and Development",)),
        ("Policy, Performance and Partnerships", ("Policy, Performance and Partnerships",)),
        ("Ann Example and Bo Sample", ("Ann Example", "Bo Sample")),
        ("Adult Services and Children Services", ("Adult Services and Children Services",)),
        ("Head of Service – Buying - AD", ("Head of Service – Buying - AD",)),
        ("Jo / Jo", ("Jo",)),
    ],
)
def test_leads_are_told_apart_with_care(cell: str, found: tuple[str, ...]) -> None:
    """A title with 'and' in it stays whole."""
    assert leads(cell) == found


@pytest.mark.parametrize(
    ("text", "numbers", "only"),
    [
        ("See 12.1", ("12.1",), True),
        ("Refer to 13.1", ("13.1",), True),
        ("See 3, 4 and 7.1.", ("3", "4", "7.1"), True),
        ("Finish it cf. 9.1", ("9.1",), False),
        ("Keep the homes (see 22).", ("22",), False),
        ("Training: See 1 above.", ("1",), False),
        ("Check: Reference 3 above and look again", ("3",), False),
        ("See 30 people a week", (), False),
        ("See 5 March 2030", (), False),
        ("see page 3", (), False),
        ("Oversee 4 houses", (), False),
        ("Do (4.14) well", (), False),
    ],
)
def test_references_are_found(text: str, numbers: tuple[str, ...], only: bool) -> None:
    """And nothing else that has a number."""
    assert (refers_to(text), only_refers(text)) == (numbers, only)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("No.", Field.NUMBER), ("Ref", Field.NUMBER), ("#", Field.NUMBER), ("Action No", Field.NUMBER),
        ("KEY ACTIONS", Field.ACTION), ("How is this to be achieved / action", Field.ACTION),
        ("Action required", Field.ACTION), ("What needs to be done?", Field.ACTION), ("Task", Field.ACTION),
        ("Expected evidence of improvement", Field.EXPECTED), ("How will we know?", Field.EXPECTED),
        ("timescale", Field.TIMESCALE), ("By when", Field.TIMESCALE), ("Due date", Field.TIMESCALE),
        ("Target date", Field.TIMESCALE), ("When", Field.TIMESCALE),
        ("Lead", Field.LEAD), ("RESPONSIBLE MANAGER", Field.LEAD), ("Who", Field.LEAD), ("Owner", Field.LEAD),
        ("Lead officer", Field.LEAD), ("Person responsible", Field.LEAD), ("By whom", Field.LEAD),
        ("PROGRESS REPORT", Field.PROGRESS), ("Action taken", Field.PROGRESS), ("Comments", Field.PROGRESS),
        ("Outcomes for users of services and their carers", Field.OUTCOME), ("Impact", Field.OUTCOME),
        ("Improvement area", Field.PART), ("Recommendation", Field.PART),
    ],
)  # fmt: skip
def test_titles_of_columns_are_known(title: str, found: Field) -> None:
    """In the wordings that councils and providers use."""
    assert meanings(title) == (found,)


def test_a_title_of_two_meanings_is_unsure() -> None:
    """It is taken for the first, and asked about."""
    assert len(meanings("Lead / Timescale")) == 2
    assert meanings("Budget") == ()


@pytest.mark.parametrize(
    "row",
    [
        "x,Do it",
        "1,Do it contd {n}",
        ",and so on {n}",
        "1.{n},Do it. See 1 and 2 and 3",
        '"  ",{n} - AB and Head of x - CD',
    ],
)
def test_a_long_table_takes_seconds_at_most(row: str) -> None:
    """Whatever its rows are: nothing is looked through again and again."""
    text = "No,Action\n1,First\n" + "\n".join(row.replace("{n}", str(n)) for n in range(2_900))
    began = time.process_time()
    assert read(text.encode()).rows
    assert time.process_time() - began < 8
