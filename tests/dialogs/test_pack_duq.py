"""The built-in Driving Up Quality pack: its code and its questions. How they read: test_pack_duq_words.py."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dialogs.model import SOURCES, About, Audience, Value
from dialogs.order import MOST_CORE, SCREENS_APART
from dialogs.pack import Prompt, builtin_folder, load_builtin
from tests.dialogs.packtools import picture_names
from tests.dialogs.talks import duq

AREAS = tuple(area.id for area in duq().areas)
STANDARDS = tuple(standard.id for standard in duq().standards)
# For each area of the published code: what good looks like, warning signs, questions to the organisation.
COUNTS = {"duq.1": (5, 4, 10), "duq.2": (5, 5, 5), "duq.3": (8, 4, 8), "duq.4": (7, 4, 6), "duq.5": (5, 4, 8)}
SIZES = {
    Audience.PERSON: range(7, 11),
    Audience.FAMILY: range(6, 9),
    Audience.STAFF: range(7, 10),
    Audience.MANAGER: range(7, 10),
}
MANAGERS_CORE = {"duq.4": 3, "duq.5": 2}
# What a person cannot know of their own support; others are asked, who can.
NOT_FOR_THE_PERSON = {
    "why this home was offered": {"duq.1.bad.1", "duq.1.bad.2"},
    "what courses and job interviews are about": {"duq.1.bad.4", "duq.3.bad.1"},
    "how others see them": {"duq.2.bad.1"},
    "how staff are led, heard and trusted": {
        *("duq.3.good.2", "duq.3.good.5", "duq.3.good.6", "duq.4.good.4", "duq.5.good.1"),
    },
    "what leaders tell others, and what they pay for": {"duq.4.good.5", "duq.4.bad.1", "duq.5.bad.3", "duq.5.bad.4"},
}
# Shown by records alone, because nobody could be asked. A change here is a change of what people are asked about.
ONLY_RECORDS: set[str] = set()

EACH = pytest.mark.parametrize("audience", list(Audience))
TALKS = [(area, audience) for area in AREAS for audience in SOURCES if duq().prompts_for(audience, (area,))]
TALK = pytest.mark.parametrize(("area", "audience"), TALKS, ids=str)


def words(prompt: Prompt) -> str:
    """Everything that a prompt says."""
    question = prompt.question
    return " ".join((*question.text, question.ask, question.again)).lower()


def scored(*audiences: Audience) -> list[Prompt]:
    """The prompts with choices, of these audiences."""
    return [prompt for prompt in duq().prompts if prompt.audience in audiences and not prompt.is_open]


def test_the_code_has_its_counts() -> None:
    """Five areas, 30 standards, 21 warning signs and 37 questions to the organisation, each in its area."""
    found = {}
    for area in AREAS:
        signs = [standard.sign for standard in duq().standards_of(area)]
        asked = sum(one.area == area for one in duq().reflections)
        found[area] = (signs.count("good"), signs.count("warning"), asked)
    assert found == COUNTS
    assert [sum(counts) for counts in zip(*found.values(), strict=True)] == [30, 21, 37]


def test_every_standard_is_asked_of_someone_or_shown_by_records() -> None:
    """Answers can show each standard and warning sign to be met and to be missed; the rest name records."""
    can_say: dict[str, set[Value]] = {}
    for prompt in scored(*SOURCES):
        for standard in prompt.reading.standards:
            can_say.setdefault(standard, set()).update(prompt.reading.polarity.values())
    unasked = {each for each in STANDARDS if not {Value.GOOD, Value.NOT_GOOD} <= can_say.get(each, set())}
    assert unasked == ONLY_RECORDS


def test_every_standard_names_records() -> None:
    """For each standard and warning sign, staff are told which records can show it, best first and none twice."""
    known = {kind.id for kind in duq().record_kinds}
    for standard in duq().standards:
        assert standard.records, standard.id
        assert len(set(standard.records)) == len(standard.records)
        assert set(standard.records) <= known
    assert {kind for standard in duq().standards for kind in standard.records} == known, "no kind without a use"


def test_a_person_is_asked_what_a_person_can_know() -> None:
    """A person is asked about every standard but those that nobody in their place can know, each with its reason."""
    asked = {standard for prompt in scored(Audience.PERSON) for standard in prompt.reading.standards}
    cannot_know = set().union(*NOT_FOR_THE_PERSON.values())
    assert set(STANDARDS) - asked == cannot_know
    others = {standard for prompt in scored(*SOURCES[1:]) for standard in prompt.reading.standards}
    assert cannot_know <= others | ONLY_RECORDS


def test_questions_show_standards_of_their_own_area() -> None:
    """What is said on an area counts for that area."""
    for prompt in duq().prompts:
        assert prompt.reading.standards, prompt.id
        if prompt.area in AREAS:
            assert all(standard.startswith(f"{prompt.area}.") for standard in prompt.reading.standards), prompt.id


def test_the_monthly_summary_has_its_own_questions() -> None:
    """Ten questions for the person alone: eight to tap, good and change in own words, evidence on known standards."""
    (area,) = duq().monthly
    monthly = [prompt for prompt in duq().prompts if prompt.area == area]
    assert area not in AREAS
    assert duq().prompts_for(Audience.PERSON, (area,)) == tuple(monthly)
    assert len(monthly) == 10
    assert {prompt.audience for prompt in monthly} == {Audience.PERSON}
    assert [prompt.id.rpartition(".")[2] for prompt in monthly if prompt.is_open] == ["good", "change"]
    assert all(set(prompt.reading.standards) <= set(STANDARDS) for prompt in monthly)
    assert not any(prompt.core or prompt.question.reverse_of for prompt in monthly)
    tapped = [prompt.reading.polarity.values() for prompt in monthly if not prompt.is_open]
    assert all({Value.GOOD, Value.NOT_GOOD} <= set(says) for says in tapped)


def test_managers_are_asked_about_leading() -> None:
    """Person, family and staff are asked about all five areas, managers about areas 4 and 5 only."""
    assert {audience: duq().areas_for(audience) for audience in Audience} == {
        **dict.fromkeys((Audience.PERSON, Audience.FAMILY, Audience.STAFF, Audience.OBSERVER), AREAS),
        Audience.MANAGER: AREAS[3:],
    }


@TALK
def test_each_area_has_enough_to_choose_from(area: str, audience: Audience) -> None:
    """About six to ten questions an area and audience: some for chance to pick among, none for padding."""
    assert len(duq().prompts_for(audience, (area,))) in SIZES[audience]


@TALK
def test_each_area_has_its_core(area: str, audience: Audience) -> None:
    """One question an area is asked of everyone in every round; managers, who have two areas, get three and two."""
    core = [prompt for prompt in duq().prompts_for(audience, (area,)) if prompt.core]
    assert len(core) == (MANAGERS_CORE[area] if audience is Audience.MANAGER else 1)
    assert not any(prompt.is_open or prompt.question.reverse_of or prompt.question.only_if for prompt in core)


@EACH
def test_the_core_fits_into_a_first_sitting(audience: Audience) -> None:
    """All core questions of an audience leave room for one in the person's own words among the first six (D14)."""
    assert sum(prompt.core for prompt in duq().prompts_for(audience, AREAS)) <= MOST_CORE == 5


@TALK
def test_each_area_has_one_reversed_pair(area: str, audience: Audience) -> None:
    """One question is turned round: what is good in one is not good in the other, about the same standards (D08)."""
    prompts = duq().prompts_for(audience, (area,))
    (turned,) = [prompt for prompt in prompts if prompt.question.reverse_of]
    first = duq().readings[turned.question.reverse_of]
    good = {choice for choice, value in first.polarity.items() if value is Value.GOOD}
    assert turned.reading.standards == first.standards
    assert turned.question.about is first.about
    assert good == {choice for choice, value in turned.reading.polarity.items() if value is Value.NOT_GOOD}
    ids = [prompt.id for prompt in prompts]
    assert ids.index(turned.id) - ids.index(turned.question.reverse_of) >= SCREENS_APART


@TALK
def test_each_area_has_one_question_in_own_words(area: str, audience: Audience) -> None:
    """On each area everyone can say what nobody asked; a person speaks, the others write."""
    (opened,) = [prompt for prompt in duq().prompts_for(audience, (area,)) if prompt.is_open]
    assert opened.question.kind == ("voice" if audience is Audience.PERSON else "text")
    assert opened.question.about is About.FEELING


@pytest.mark.parametrize("area", AREAS)
def test_observers_have_two_scenes_an_area(area: str) -> None:
    """Observers write what someone does, choose what it may mean, and write what to do: twice for each area (D18)."""
    scenes = duq().scenes(area)
    assert len(scenes) == 2
    for scene in scenes:
        assert [p.question.kind for p in (scene.does, scene.means, scene.do)] == ["text", "choice", "text"]
        assert len({p.reading.standards for p in (scene.does, scene.means, scene.do)}) == 1
        assert {Value.GOOD, Value.NOT_GOOD} <= set(scene.means.reading.polarity.values())
        assert all("{person}" in words(p) for p in (scene.does, scene.means, scene.do))


def test_every_kind_of_question_is_used() -> None:
    """Tapping one, one of two, or several, writing and speaking all have their place."""
    assert {prompt.question.kind for prompt in duq().prompts} == {"choice", "either_or", "several", "text", "voice"}


def test_feelings_and_facts_are_both_asked_of_the_person() -> None:
    """Someone else may answer facts but not feelings, so a talk has both, and an area is never feelings alone."""
    tapped = scored(Audience.PERSON)
    assert {prompt.question.about for prompt in tapped} == set(About)
    assert {prompt.area for prompt in tapped if prompt.question.about is About.FACT} == {*AREAS, *duq().monthly}


def test_the_pack_loads_from_inside_an_archive(tmp_path: Path) -> None:
    """The built-in pack is found where the program is installed, even where that is no folder on disk."""
    root = Path(str(builtin_folder("duq"))).parents[2]
    archive = tmp_path / "plainsay.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for file in (*root.glob("dialogs/*.py"), *root.glob("dialogs/codes/duq/*.yaml")):
            packed.write(file, file.relative_to(root))
    program = (
        f"import sys; sys.path.insert(0, {str(archive)!r})\n"
        "import json, dialogs.pack as pack\n"
        "assert '.zip' in pack.__file__\n"
        "print(len(pack.load_builtin('duq', json.load(sys.stdin)).prompts))\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program],
        input=json.dumps(sorted(picture_names())),
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert int(done.stdout) == len(load_builtin("duq", picture_names()).prompts)
