"""The ladders: as many of each as the published code has, in words of our own, and a talk with one ladder a screen."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from dialogs.ladders import RATERS, LadderCode, prompt_id
from dialogs.model import Audience, Flow, Question
from dialogs.pack import PackFaults, builtin_folder, load_builtin
from dialogs.pack_crosswalks import builtin_crosswalks, load_crosswalks
from dialogs.pack_ladders import load_ladders
from dialogs.planner import plan
from dialogs.recipe import dump_pack, flow_of, load_pack_json
from tests.dialogs.golden import check_golden
from tests.dialogs.packtools import picture_names

GOLDEN = Path(__file__).parent / "golden" / "pfp" / "a_ladder_a_screen.json"
BESIDE = Path(__file__).resolve().parents[3] / "shared" / "seeds"
SEED = Path(os.environ.get("COUNCILS_TABLES") or BESIDE) / "004_1b932c138890bc2b.txt"
A_CAPTION = 1024
RUN = 6
"""So many words in a row that are the authors' would be theirs."""


@cache
def pfp() -> LadderCode:
    """The built-in ladders, with every standard that they name looked up."""
    return load_ladders(builtin_folder("pfp"), picture_names(), load_builtin("duq", picture_names()).area_of)


def flow(audience: Audience = Audience.STAFF) -> Flow:
    """The talk of an audience."""
    pack = pfp().pack
    return flow_of(pack, plan(pack, "hash", audience, pack.asked_areas, seed=1))


def test_as_many_as_the_published_code_has() -> None:
    """Eight sections, sixteen ladders (3, 2, 1, 2, 2, 3, 1, 2), five statements each, sixteen tools."""
    code = pfp()
    assert [sum(one.id.startswith(f"{area.id}.") for one in code.ladders) for area in code.pack.areas] == [
        *(3, 2, 1, 2, 2, 3, 1, 2)
    ]
    assert (len(code.ladders), len(code.tools)) == (16, 16)
    assert sum(len(one.statements) for one in code.ladders) == 80
    assert {len(one.statements) for one in code.ladders} == {5}


def test_no_statement_stands_twice() -> None:
    """The eighty statements, and the names of ladders and tools, are told apart."""
    statements = [statement for one in pfp().ladders for statement in one.statements]
    assert len(set(statements)) == 80
    assert len({one.name for one in (*pfp().ladders, *pfp().tools)}) == 32


def test_cross_walks_of_the_source() -> None:
    """Seven outcomes of the regulator, none for sections 3 and 7, two for 6; nine measures, mapped to none."""
    crossings = {one.id: one for one in builtin_crosswalks()}
    cqc, ascof = crossings["pfp-cqc-outcomes"], crossings["pfp-ascof"]
    assert {one.id: one.parts for one in cqc.items} == {
        "1": ("pfp.2",), "4": ("pfp.4",), "16": ("pfp.8",), "6": ("pfp.5",), "13": ("pfp.6",), "14": ("pfp.6",),
        "15": ("pfp.1",),
    }  # fmt: skip
    assert [one.id for one in ascof.items] == ["1A", "1B", "1D", "2B", "3A", "3B", "3C", "4A", "4B"]
    assert all(one.parts == () for one in ascof.items)
    assert not cqc.is_ours
    assert not ascof.is_ours


def test_our_own_mappings_say_so() -> None:
    """Five key questions and six themes, each area in at least one of each, marked as ours; every part exists."""
    duq = load_builtin("duq", picture_names())
    parts = {area.id for area in (*duq.areas, *pfp().pack.areas)}
    found = {one.id: one for one in load_crosswalks(builtin_folder("crosswalks"), parts)}
    for name, number in (("duq-cqc-questions", 5), ("duq-making-it-real", 6)):
        assert len(found[name].items) == number
        assert found[name].is_ours
        assert {part for item in found[name].items for part in item.parts} == {area.id for area in duq.areas}


@pytest.mark.parametrize("audience", RATERS)
def test_everyone_is_asked_every_ladder(audience: Audience) -> None:
    """Sixteen ladders in their order, six before the first rest; each has its five statements, the first step first."""
    asked = [step for step in flow(audience).steps if isinstance(step, Question)]
    assert [step.id for step in asked] == [prompt_id(one.id, audience) for one in pfp().ladders]
    recipe = plan(pfp().pack, "hash", audience, pfp().pack.asked_areas, seed=9)
    assert [len(sitting) for sitting in recipe.sittings] == [6, 10]
    for step, ladder in zip(asked, pfp().ladders, strict=True):
        assert tuple(choice.label for choice in step.choices) == ladder.statements
        assert [choice.id for choice in step.choices] == ["1", "2", "3", "4", "5"]


def test_people_supported_are_never_asked_a_ladder() -> None:
    """Five answers are a rule broken for persons (D02): only staff and managers have a talk."""
    assert set(pfp().pack.frames) == set(RATERS) == {Audience.STAFF, Audience.MANAGER}
    assert load_builtin("duq", picture_names()).is_ladders is False


def test_a_ladder_fits_one_message() -> None:
    """Question and statements together stay under the longest caption of a picture in Telegram."""
    for step in (one for audience in RATERS for one in flow(audience).steps if isinstance(one, Question)):
        said = "\n".join((*step.text, step.ask, *(f"{one.id}. {one.label}" for one in step.choices)))
        assert (
            len(said) + len("Question 16 of 16\n") + len("You said this before. You can change it.") + 200 < A_CAPTION
        )


def test_golden_conversation(*, rewrite_golden: bool) -> None:
    """The talk goes as its file says; the session is stored and read between all steps."""
    check_golden(flow(), GOLDEN, rewrite=rewrite_golden)


def test_the_golden_conversation_keeps_its_promise() -> None:
    """Back changes an answer, two steps at once are refused, and at the end every ladder has been met."""
    talk = json.loads(GOLDEN.read_text(encoding="utf-8"))["talk"]
    events = [event for turn in talk for event in turn["events"]]
    first = [e["choices"] for e in events if e["event"] == "Answered" and e["prompt"] == "pfp.1.1.staff"]
    assert first == [["2"], ["3"]]
    assert {e["reason"] for e in events if e["event"] == "Ignored"} == {"not_expected", "unknown_choice"}
    assert {e["reply"] for e in events if e["event"] == "Answered"} == {"chose", "did_not_know", "rather_not_say"}
    met = {e["prompt"] for e in events if e["event"] in {"Answered", "QuestionSkipped"}}
    assert len(met) == 16
    assert talk[-1]["state"] == "closed"


def test_a_kept_pack_is_the_same_pack() -> None:
    """Talks go on with the words that they began with: the pack survives being stored."""
    assert load_pack_json(dump_pack(pfp().pack)) == pfp().pack


BREAKS = (
    ("code.yaml", "          - It is one of our first aims.", "          # It is one of our first aims.", "P404"),
    ("code.yaml", "speaks: [duq.5.good.3, duq.4.bad.4]", "speaks: [duq.5.good.3, duq.9.bad.4]", "P301"),
    ("code.yaml", "      - id: pfp.1.2\n", "      - id: pfp.2.9\n", "P205"),
    ("code.yaml", "picture: talk\n", "picture: unicorn\n", "P204"),
    ("code.yaml", "        ask: What plan do we have?\n", "", "P201"),
    ("code.yaml", "ladders: 16", "ladders: 17", "P502"),
    ("code.yaml", "say: Choose", "says: Choose", "P106"),
    ("tools.yaml", "  - id: days\n", "  - id: log\n", "P206"),
    ("tools.yaml", "ladders: [pfp.2.2]", "ladders: [pfp.2.3]", "P301"),
    ("tools.yaml", "beside: [summary]", "beside: [supper]", "P108"),
    ("talk-staff.yaml", "consent:\n", "content:\n", "P501"),
)


@pytest.mark.parametrize(("file", "old", "new", "code"), BREAKS, ids=[f"{one[3]} {one[0]}" for one in BREAKS])
def test_a_fault_says_where_and_how_to_mend_it(tmp_path: Path, file: str, old: str, new: str, code: str) -> None:
    """Each thing that is broken is found in its file, on its line, and the fault says what to do."""
    for source in builtin_folder("pfp").iterdir():
        (tmp_path / source.name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    path = tmp_path / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackFaults) as caught:
        load_ladders(tmp_path, picture_names(), load_builtin("duq", picture_names()).area_of)
    found = next(fault for fault in caught.value.faults if fault.code == code)
    assert found.file == file
    assert found.line > 1 or code == "P501"
    assert found.mend


def test_an_empty_folder_says_which_files_are_missing(tmp_path: Path) -> None:
    """Nothing there: four files are named, and nothing else is said."""
    with pytest.raises(PackFaults) as caught:
        load_ladders(tmp_path, picture_names())
    assert sorted(fault.file for fault in caught.value.faults if fault.code == "P101") == [
        *("code.yaml", "talk-manager.yaml", "talk-staff.yaml", "tools.yaml")
    ]


def test_a_cross_walk_that_names_nothing_is_a_fault(tmp_path: Path) -> None:
    """A part that is in no code is told with its file and line."""
    (tmp_path / "one.yaml").write_text(
        "id: one\ncode: duq\nversion: '1'\nname: One\nsource: Us\nwhose: ours\nitems:\n"
        "  - {id: a, name: A, parts: [duq.9]}\n",
        encoding="utf-8",
    )
    with pytest.raises(PackFaults) as caught:
        load_crosswalks(tmp_path, {"duq.1"})
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.code) == ("one.yaml", 8, "P301")


@pytest.mark.skipif(not SEED.exists(), reason="the published text is not at hand")
def test_no_sentence_is_the_authors() -> None:
    """No six words in a row are those of the published text: not in ladders, tools or names of cross-walks."""
    code, seed = pfp(), words(SEED.read_text(encoding="utf-8"))
    theirs = set(runs(seed))
    ours = [
        *(line for one in code.ladders for line in (one.name, one.ask, *one.statements)),
        *(line for one in code.tools for line in (one.name, one.does, one.helps)),
        *(item.name for one in builtin_crosswalks() for item in one.items),
    ]
    assert len(seed) > 5_000
    assert [line for line in ours if theirs & set(runs(words(line)))] == []


def words(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return re.findall(r"[a-z0-9']+", text.lower())


def runs(said: list[str]) -> Iterable[tuple[str, ...]]:
    """Every run of so many words."""
    return (tuple(said[at : at + RUN]) for at in range(len(said) - RUN + 1))
