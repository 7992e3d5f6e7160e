"""What is counted in memory: histograms, words for outcomes, and who is believed to be on this computer."""

from __future__ import annotations

from bot.delivery import Impossible, Later, NotSent, Unclear, Unreachable
from bot.metrics import requests
from bot.metrics.counts import Counts, Times
from bot.metrics.requests import Note


def test_histograms_hold_what_was_before() -> None:
    """Each step holds all quicker ones, an edge belongs to its own step, and the last holds everything."""
    times = Times()
    for seconds in (0.001, 0.005, 0.2, 60.0):
        times.add(seconds)
    assert dict(times.buckets()) == {
        "0.005": 2, "0.02": 2, "0.05": 2, "0.1": 2, "0.25": 3, "0.5": 3, "1.0": 3, "2.5": 3, "10.0": 3, "+Inf": 4,
    }  # fmt: skip


def test_every_outcome_of_sending_has_a_word() -> None:
    """What is counted of an attempt: a fixed word, never an error's own text."""
    outcomes = [Later(3), NotSent(), Unclear(), Unreachable(), Impossible("chat of Ada not found")]
    assert [one.word for one in outcomes] == ["later", "later", "unclear", "closed", "given up"]


def test_a_request_that_nobody_noted_is_from_nowhere() -> None:
    """Without the layer that saw the other end of the line, nobody is believed."""
    scope = {"type": "http", "headers": [(b"host", b"localhost")], "client": ("127.0.0.1", 1)}
    assert not requests.is_from_here(scope)
    assert requests.is_from_here({**scope, requests.NOTE: Note("127.0.0.1")})
    assert not requests.is_from_here({**scope, requests.NOTE: Note("")})


def test_counts_begin_at_nothing() -> None:
    """A counter that a watch saw before begins anew with the program, which it understands."""
    counts = Counts()
    counts.answered(2)
    counts.sent("telegram", "sent")
    counts.waited("pages")
    assert (counts.answers, counts.messages["telegram", "sent"], counts.passed["pages"]) == (2, 1, 1)
