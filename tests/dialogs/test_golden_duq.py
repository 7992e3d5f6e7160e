"""The real talks of every audience, on each area and on all, as people of all manners would have them."""

from __future__ import annotations

import json
from collections import Counter
from itertools import chain
from typing import Any

import pytest

from dialogs.model import SOURCES, About, Audience, Question
from tests.dialogs.golden import check_golden, golden_files, layout
from tests.dialogs.golden_player import FOLDER, GoldenTalk, flow_of, golden_talks, made
from tests.dialogs.talks import duq

TALKS = golden_talks()
EACH = pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.name)


def read(talk: GoldenTalk) -> dict[str, Any]:
    """A golden talk as its file holds it."""
    written: dict[str, Any] = json.loads(talk.path.read_text(encoding="utf-8"))
    return written


def events_of(talk: GoldenTalk) -> list[dict[str, Any]]:
    """All events of a golden talk, in their order."""
    written = read(talk)
    return list(chain(written["start"]["events"], *(turn["events"] for turn in written["talk"])))


def is_part(wanted: dict[str, Any], event: dict[str, Any]) -> bool:
    """Whether an event has all these fields."""
    return all(key in event and event[key] == value for key, value in wanted.items())


@EACH
def test_a_real_talk_goes_as_written(talk: GoldenTalk, *, rewrite_golden: bool) -> None:
    """A talk on the built-in pack goes as in its file, which names the recipe that it plays."""
    if rewrite_golden:
        talk.path.write_text(layout(made(talk)), encoding="utf-8")
    check_golden(flow_of(read(talk)["talk_of"]), talk.path)


@EACH
def test_a_real_talk_keeps_its_promise(talk: GoldenTalk) -> None:
    """What a file promises can be seen in it, so that no rewriting makes the promise a lie."""
    events = events_of(talk)
    assert [wanted for wanted in talk.shows if not any(is_part(wanted, event) for event in events)] == []
    assert [event for event in events if any(is_part(wrong, event) for wrong in talk.never)] == []


@EACH
def test_a_real_talk_is_the_one_that_is_listed(talk: GoldenTalk) -> None:
    """Each file holds the talk that `duq_talks.yaml` lists; `--rewrite-golden` writes it after a change of the pack."""
    assert read(talk) == made(talk), "see `git diff` after `pytest tests/dialogs --rewrite-golden`"


def test_no_real_talk_is_left_over() -> None:
    """Every file belongs to a listed talk, and no two talks share one."""
    assert golden_files(FOLDER) == sorted(talk.path for talk in TALKS)


def test_every_flow_has_a_real_talk() -> None:
    """Each audience talks about each area alone and about all, at a first and at a later sitting."""
    assert {(talk.audience, tuple(talk.talk_of["areas"])) for talk in TALKS} == {
        (audience, areas)
        for audience in Audience
        for areas in (*((area,) for area in duq().areas_for(audience)), duq().areas_for(audience))
    }
    assert {(talk.audience, talk.first) for talk in TALKS} == {(each, first) for each in Audience for first in (0, 1)}
    many = Counter(talk.audience for talk in TALKS)
    assert many[Audience.PERSON] >= 8
    assert min(many[source] for source in SOURCES) >= 4
    assert many[Audience.OBSERVER] >= 3


def test_where_somebody_answers_for_a_person_no_feeling_is_answered() -> None:
    """In the talk that has a proxy, feelings are among the questions, and none of them comes (D12)."""
    (talk,) = (talk for talk in TALKS if talk.manner.company.get("help") == "proxy")
    feelings = {s.id for s in flow_of(talk.talk_of).steps if isinstance(s, Question) and s.about is About.FEELING}
    shown = {event.get("step") or event.get("prompt") for event in events_of(talk)}
    assert feelings
    assert not feelings & shown


def test_who_comes_back_another_day_finds_everything() -> None:
    """Whoever stops at a rest or at a question and comes back is asked what is left, and nothing twice (D14)."""
    came_back = [talk for talk in TALKS if {"event": "Paused"} in talk.shows and {"event": "Finished"} in talk.shows]
    assert {talk.audience for talk in came_back} == set(Audience)
    for talk in came_back:
        answered = [event["prompt"] for event in events_of(talk) if event["event"] == "Answered"]
        questions = {step.id for step in flow_of(talk.talk_of).steps if isinstance(step, Question)}
        skipped = {event["prompt"] for event in events_of(talk) if event["event"] == "QuestionSkipped"}
        assert set(answered) | skipped == questions, talk.name
        assert len(answered) == len(set(answered)), talk.name
