from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from dialogs.faults import KINDS
from dialogs.pack import load_pack
from dialogs.pack_parts import PLACEHOLDERS
from tests.dialogs.packtools import PACKS, PICTURES, check_faults, faults_of, tiny

AREA, CODE, SCALE, TALK, TRIED = "area-1.yaml", "code.yaml", "scale.yaml", "talk-person.yaml", "tried.yaml"


class Break(NamedTuple):
    """One thing broken in the tiny pack: the edit, the codes it gives, and the line (file, text on it) of the first."""

    codes: str
    file: str
    old: str
    new: str
    at: tuple[str, str]


CHOSE = "    ask: Did you choose your tea today?\n"
MILK = "{id: milk, label: Milk, picture: tea}"
CONSENT = """consent:
  id: talk.consent
  version: tiny-1
  text: [You can say no.]
  ask: Do you agree?
  agree: {id: yes, label: Yes, picture: yes}
  decline: {id: no, label: No, picture: no}
  picture: tea
  alt: A cup of tea
"""
SECOND_AREA = """  - id: tiny.2
    name: Cake
    easy_name: Your cake
    good:
      - id: tiny.2.good.1
        statement: There is cake.
"""
MONTHLY = """area: tiny.monthly
person:
  - id: tiny.monthly.person.tea
    ask: Was your tea good this week?
    kind: choice
    about: feeling
    picture: tea
    alt: A cup of tea
    shows: [tiny.1.good.1]
    polarity: {yes: good, a-bit: mixed, no: not_good}
"""
FAMILY = """family:
  - id: tiny.1.family.warm
    ask: Is the tea warm?
    kind: choice
    about: fact
    core: true
    picture: tea
    alt: A cup of tea
    shows: [tiny.1.bad.1]
    polarity: {yes: good, a-bit: mixed, no: not_good}
"""
MORE_CORE = """  - id: tiny.1.person.more-{0}
    ask: Is there more tea?
    kind: choice
    about: fact
    core: true # {0}
    picture: tea
    alt: A cup of tea
    shows: [tiny.1.good.1]
    polarity: {{yes: good, a-bit: mixed, no: not_good}}
"""
OBSERVER = """observer:
  - id: tiny.1.observer.tea-does
    ask: What does {person} do with the tea?
    kind: text
    about: fact
    picture: tea
    alt: A cup of tea
    shows: [tiny.1.good.1]
"""
COMPANY = "".join((PACKS / "tiny" / TALK).read_text("utf-8").partition("company:")[1:]).partition("before_questions:")[
    0
]
BREAKS = (
    Break("P102", "area-one.yaml", "", "area: tiny.1\n", ("area-one.yaml", "area")),
    Break("P103", AREA, "kind: either_or", "kind: 'either_or", (AREA, "'either_or")),
    Break("P104", AREA, CHOSE, CHOSE + "    ask: Again?\n", (AREA, "ask: Again?")),
    Break("P105", AREA, "about: fact", "about: &a fact\n    again: *a", (AREA, "&a")),
    Break("P106", AREA, CHOSE, CHOSE + "    colour: blue\n", (AREA, "colour")),
    Break("P107", AREA, "shows: [tiny.1.good.1]", "shows: tiny.1.good.1", (AREA, "shows: tiny")),
    Break("P107", "area-2.yaml", "", "- tea\n", ("area-2.yaml", "tea")),
    Break("P108", AREA, "about: fact", "about: opinion", (AREA, "opinion")),
    Break("P108", AREA, "core: true", "core: perhaps", (AREA, "perhaps")),
    Break("P201", AREA, "ask: Did you choose your tea today?", "ask:", (AREA, "ask:")),
    Break("P201", TALK, "text: [Hello.]", "text: [Hello., '']", (TALK, "Hello.")),
    Break("P202", AREA, "    alt: A cup of tea\n", "", (AREA, "id: tiny.1.person.chose")),
    Break("P203", AREA, "    picture: tea\n", "", (AREA, "id: tiny.1.person.chose")),
    Break("P204", AREA, "picture: tea", "picture: unicorn", (AREA, "unicorn")),
    Break("P204", SCALE, "Mostly yes, picture: yes", "Mostly yes, picture: unicorn", (SCALE, "unicorn")),
    Break("P205", AREA, "id: tiny.1.person.with", "id: tiny.1.person.With Tea", (AREA, "With Tea")),
    Break("P205", CODE, "id: tiny.1.ask.1", "id: tiny.1.ask.2", (CODE, "ask.2")),
    Break("P206", TALK, "id: talk.closing", "id: talk.welcome", (TALK, "id: talk.welcome")),
    Break("P206 P402", AREA, "{id: nobody,", "{id: friends,", (AREA, "label: Nobody")),
    Break("P207", TRIED, '"2026-11-01"', "last Monday", (TRIED, "tiny.1.person.chose")),
    Break("P207", TRIED, "    by: A tea club\n", "", (TRIED, "tiny.1.person.chose")),
    Break("P208", AREA, "id: tiny.1.person.words", "id: tiny.1.staff.words", (AREA, "staff.words")),
    Break("P208", TALK, "audience: person", "audience: staff", (TALK, "audience")),
    Break("P209", TALK, "text: [Hello.]", "text: ['{boss} asks you.']", (TALK, "{boss}")),
    Break("P209", TALK, "text: [Thank you.]", "text: [Thank you., 'From {provider']", (TALK, "{provider")),
    Break("P209", TALK, "ask: Who helps?", "ask: 'Who helps {name}?'", (TALK, "{name}")),
    Break("P210", TALK, "text: [You can say no.]", "text: ['{provider} asks.']", (TALK, "{provider} asks.")),
    Break("P210", TALK, "ask: Do you agree?", "ask: 'Do you like {service}?'", (TALK, "{service}")),
    Break("P210", TALK, "label: Just me", "label: '{listener}'", (TALK, "{listener}")),
    Break("P210", AREA, "alt: A cup of tea", "alt: '{service}'", (AREA, "{service}")),
    Break("P210", AREA, CHOSE, CHOSE.replace("tea", "{service}"), (AREA, "ask: Did you choose your {service}")),
    Break("P209", TALK, "text: [Thank you.]", "text: [Thank you., 'From {me}']", (TALK, "{me}")),
    Break("P210", TALK, "text: [Thank you.]", "text: [Thank you., 'From {person}']", (TALK, "{person}")),
    Break("P211", TRIED, "person.chose", "person.lost", (TRIED, "person.lost")),
    Break("P301", AREA, "shows: [tiny.1.good.1]", "shows: [tiny.1.good.9]", (AREA, "good.9")),
    Break("P301", CODE, "standard: tiny.1.good.1", "standard: tiny.1.good.9", (CODE, "good.9")),
    Break("P302", AREA, "[tiny.1.bad.1]", "[tiny.1.good.1]", (CODE, "tiny.1.bad.1")),
    Break("P303", AREA, "step: tiny.1.person.warm", "step: tiny.1.person.hot", (AREA, "person.hot")),
    Break("P304", AREA, "step: tiny.1.person.warm", "step: tiny.1.person.turned", (AREA, "step: tiny.1.person.turned")),
    Break("P304", TALK, "step: talk.present", "step: talk.practice", (TALK, "step: talk.practice")),
    Break("P305", AREA, "chose: [warm]", "chose: [warm, tepid]", (AREA, "tepid")),
    Break("P306", AREA, "chose: [warm]", "chose: []", (AREA, "only_if")),
    Break("P307", AREA, "reverse_of: tiny.1.person.chose", "reverse_of: tiny.1.person.words", (AREA, "reverse_of")),
    Break("P308", AREA, "    again: Did they pick your tea?\n", "", (AREA, "reverse_of")),
    Break("P308", AREA, CHOSE, CHOSE + "    again: Did you pick it?\n", (AREA, "Did you pick it?")),
    Break("P309", AREA, "    reverse_of:", "    core: true\n    reverse_of:", (AREA, "reverse_of")),
    Break("P310", CODE, "records: [visit]", "records: [rumour]", (CODE, "rumour")),
    Break("P401", AREA, "      cold: not_good\n", "", (AREA, "polarity:")),
    Break("P401", AREA, "{yes: good, a-bit: mixed, no: not_good}", "{yes: good, no: nothing}", (AREA, "no: nothing")),
    Break("P402", AREA, "      cold: not_good\n", "      cold: not_good\n      hot: good\n", (AREA, "hot: good")),
    Break("P403 P402", AREA, "      - {id: cold, label: Cold, picture: no}\n", "", (AREA, "choices:")),
    Break("P404 P402", AREA, "      - {id: friends, label: Friends, picture: people}\n", "", (AREA, "choices:")),
    Break("P404", TALK, "      - {id: alone, label: Alone, picture: yes}\n", "", (TALK, "choices:")),
    Break("P405", AREA, "kind: text", f"kind: text\n    choices: [{MILK}]", (AREA, MILK)),
    Break("P406", AREA, "label: Friends", "label: My good friends", (AREA, "My good friends")),
    Break("P406", TALK, "label: Another day", "label: On another day", (TALK, "On another day")),
    Break("P407", SCALE, "five:\n", f"five:\n  - {MILK[:-1]}, counts_as: no}}\n", (SCALE, "five:")),
    Break("P408", SCALE, ", counts_as: yes", "", (SCALE, "Mostly yes")),
    Break("P408", SCALE, "label: No,", "label: Nope,", (SCALE, "Nope")),
    Break("P409", TALK, "right: [yes]", "right: [always]", (TALK, "always")),
    Break("P409", TALK, "size: 3", "size: 4", (TALK, "size: 4")),
    Break("P410", TALK, "{id: supported,", "{id: helped,", (TALK, "helped")),
    Break("P410", TALK, "{id: family,", "{id: boss,", (TALK, "boss")),
    Break("P501", TALK, CONSENT, "", (TALK, "audience")),
    Break("P502", CODE, "good: 1,", "good: 5,", (CODE, "good:")),
    Break("P503", "area-2.yaml", "", "area: tiny.2\n", ("area-2.yaml", "area")),
    Break("P503", CODE, "cross_walks:", SECOND_AREA + "cross_walks:", (CODE, "id: tiny.2")),
    Break("P504", AREA, "", FAMILY, (AREA, "tiny.1.family.warm")),
    Break("P505", AREA, "    core: true\n", "", (AREA, "person:")),
    Break("P506", AREA, "", "".join(MORE_CORE.format(number) for number in range(5)), (AREA, "core: true # 4")),
    Break("P507 P303", TALK, COMPANY, "", (TALK, "audience")),
    Break("P508 P504", AREA, "", OBSERVER, (AREA, "tiny.1.observer.tea-does")),
)


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: f"{broken.codes} {broken.at[1]}")
def test_each_fault_is_found_where_it_stands(broken: Break, tmp_path: Path) -> None:
    """One thing broken gives its own fault and no other, with file and line."""
    folder = tiny(tmp_path, (broken.file, broken.old, broken.new))
    check_faults(folder, *broken.codes.split(), at=broken.at)


@pytest.mark.parametrize("file", [CODE, SCALE])
def test_a_missing_file_is_one_fault(file: str, tmp_path: Path) -> None:
    """A file that every pack needs is missed once; what would follow from it is not told."""
    folder = tiny(tmp_path)
    (folder / file).unlink()
    check_faults(folder, "P101")


@pytest.mark.parametrize("file", [AREA, CODE, SCALE, TALK])
@pytest.mark.parametrize("content", [b"a: [", b"a: \xff"])
def test_a_file_that_cannot_be_read_is_one_fault(file: str, content: bytes, tmp_path: Path) -> None:
    """A file that is not YAML, or not UTF-8, is one fault; what would follow from it is not told."""
    folder = tiny(tmp_path)
    (folder / file).write_bytes(content)
    check_faults(folder, "P103")


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    """A wrong folder says which files it should have."""
    check_faults(tmp_path / "nowhere", "P101", "P101")


def test_every_kind_of_fault_is_shown() -> None:
    """No kind of fault is without a pack that has it; P109 is one of the detector's lists (tests/detecting)."""
    assert {code for broken in BREAKS for code in broken.codes.split()} | {"P101", "P109", "P509"} == set(KINDS)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (("tiny.monthly\n", "tiny.1\n"), ["P503", "P205"]),
        (("    shows:", "    core: true\n    shows:"), ["P509"]),
        (("person:", "family:"), ["P504", "P509", "P208"]),
    ],
)
def test_monthly_questions_are_for_the_person_alone(tmp_path: Path, change: tuple[str, str], codes: list[str]) -> None:
    """A file of monthly questions is whole where it has no area, nothing core and nothing for anyone else."""
    folder = tiny(tmp_path)
    file = folder / "monthly.yaml"
    file.write_text(MONTHLY, encoding="utf-8")
    assert load_pack(folder, PICTURES).monthly == ("tiny.monthly",)
    file.write_text(MONTHLY.replace(*change), encoding="utf-8")
    assert sorted(fault.code for fault in faults_of(folder)) == sorted(codes)


def test_all_faults_are_told_at_once() -> None:
    """A pack with faults in every file tells each of them, those of one prompt and of one choice too."""
    found = [(fault.file, fault.code) for fault in faults_of(PACKS / "many")]
    assert sorted(found) == sorted(
        [(AREA, code) for code in ("P108", "P108", "P202", "P204", "P301", "P401", "P402")]
        + [(AREA, code) for code in ("P107", "P201", "P206", "P303", "P401", "P404", "P406")]
        + [(CODE, code) for code in ("P106", "P201", "P302", "P502")]
        + [(TALK, code) for code in ("P201", "P202", "P204", "P501", "P507")]
    )


def test_a_fault_says_where_what_and_how_to_mend_it(tmp_path: Path) -> None:
    """A fault is one line: file, line, code, id, what is wrong, what to do."""
    folder = tiny(tmp_path, (AREA, "about: fact", "about: opinion"))
    (fault,) = check_faults(folder, "P108")
    assert str(fault) == (
        "area-1.yaml:6: P108 tiny.1.person.chose: 'opinion' cannot stand here. Use 'feeling' or 'fact'."
    )


def test_the_error_lists_its_faults_one_a_line() -> None:
    """The text of the error is the list that an author works through."""
    faults = faults_of(PACKS / "many")
    with pytest.raises(Exception, match="P108") as caught:
        load_pack(PACKS / "many", PICTURES)
    assert str(caught.value).splitlines() == [str(fault) for fault in faults]
    assert list(faults) == sorted(faults)


def test_yes_and_no_stay_words(tmp_path: Path) -> None:
    """YAML's old habit of reading yes and no as true and false does not reach a pack."""
    pack = load_pack(tiny(tmp_path), PICTURES)
    (frame,) = pack.frames.values()
    assert [choice.id for choice in frame.scale.two] == ["yes", "no"]
    assert {"yes", "a-bit", "no"} <= set(pack.readings["tiny.1.person.chose"].polarity)


def test_names_may_be_left_open_where_they_are_filled_in(tmp_path: Path) -> None:
    """Each placeholder may stand in information, before a question and in the closing words."""
    names = " ".join(name for name in PLACEHOLDERS if name != "{person}")
    line = f"'{names}'"
    edits = (
        (TALK, "text: [Hello.]", f"text: [{line}]"),
        (TALK, "text: [You can ask for someone else.]", f"text: [{line}]"),
        (TALK, "text: [Thank you.]", f"text: [{line}]"),
        (AREA, CHOSE, f"    text: [{line}]\n{CHOSE}"),
    )
    pack = load_pack(tiny(tmp_path, *edits), PICTURES)
    (frame,) = pack.frames.values()
    open_texts = (frame.opening[0], frame.before_questions[0], frame.closing, pack.prompts[0].question)
    assert {step.text for step in open_texts} == {(names,)}


def test_what_says_nothing_is_left_out_of_the_reading(tmp_path: Path) -> None:
    """A choice marked 'nothing' gives no evidence."""
    pack = load_pack(tiny(tmp_path), PICTURES)
    assert set(pack.readings["tiny.1.person.with"].polarity) == {"friends"}


def test_a_talk_may_have_its_own_scale(tmp_path: Path) -> None:
    """Where a talk brings its own scale, its questions are read and checked by that one."""
    own = "scale:\n" + "".join(f"  {line}\n" for line in (PACKS / "tiny" / SCALE).read_text().splitlines())
    pack = load_pack(tiny(tmp_path, (TALK, "", own.replace("Mostly yes", "Quite"))), PICTURES)
    (frame,) = pack.frames.values()
    assert frame.scale.five[1].label == "Quite"


@pytest.mark.parametrize("text", ["", "# nobody yet\n", "tried:\n", "tried: []\n"])
def test_a_file_of_verdicts_may_be_yet_empty(tmp_path: Path, text: str) -> None:
    """Before the first meeting, and after its only verdict was undone, the file may hold nothing."""
    folder = tiny(tmp_path)
    (folder / TRIED).write_text(text, encoding="utf-8")
    assert [prompt.tried for prompt in load_pack(folder, PICTURES).prompts if prompt.tried] == []
