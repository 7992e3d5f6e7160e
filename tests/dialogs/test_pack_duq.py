from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from dialogs.model import About, Audience, Choice, Value
from dialogs.pack import Frame, Pack, Prompt, builtin_folder, load_builtin
from tests.dialogs.packtools import picture_names

AREA = "duq.1"

# The words that people agree to. Who changes them gives the consent a new version, and then writes its hash here.
CONSENTED = {
    "person-1": "e841b15348d793ee",
    "family-1": "1f32d592fa3d2c49",
    "staff-1": "30adeb2f9127e888",
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The built-in Driving Up Quality pack."""
    return load_builtin("duq", picture_names())


def said(frame: Frame) -> str:
    """Everything that a person is told up to and with the question whether they agree."""
    shown = [line for step in frame.opening for line in step.text]
    consent = frame.consent
    return "\n".join([*shown, *consent.text, consent.ask, consent.agree.label, consent.decline.label])


def words(prompt: Prompt) -> str:
    """Everything that a prompt says."""
    question = prompt.question
    return " ".join((*question.text, question.ask, question.again)).lower()


def test_the_code_has_five_areas(pack: Pack) -> None:
    """All five areas are named, so that the later ones find their place."""
    assert [area.id for area in pack.areas] == [f"duq.{n}" for n in range(1, 6)]


def test_area_one_has_the_counts_of_the_code(pack: Pack) -> None:
    """Area 1 has 5 standards, 4 warning signs and 10 reflective questions."""
    signs = [standard.sign for standard in pack.standards_of(AREA)]
    reflections = [one for one in pack.reflections if one.area == AREA]
    assert (signs.count("good"), signs.count("warning"), len(reflections)) == (5, 4, 10)


def test_every_standard_is_asked_of_someone(pack: Pack) -> None:
    """Each standard and warning sign can be shown to be met, and to be missed, by someone's answer."""
    can_say: dict[str, set[Value]] = {}
    for reading in pack.readings().values():
        for standard in reading.standards:
            can_say.setdefault(standard, set()).update(reading.polarity.values())
    for asked in pack.standards_of(AREA):
        assert {Value.GOOD, Value.NOT_GOOD} <= can_say[asked.id], asked.id


def test_whether_a_room_was_filled_is_not_asked_of_the_person(pack: Pack) -> None:
    """A person cannot know why the provider offered them a room: their family and staff are asked."""
    asked = {p.audience for p in pack.prompts if "duq.1.bad.1" in p.reading.standards}
    assert asked == {Audience.FAMILY, Audience.STAFF}


@pytest.mark.parametrize("audience", list(Audience))
def test_each_audience_has_a_short_talk_with_a_core(pack: Pack, audience: Audience) -> None:
    """Nobody is asked more than ten questions on an area, and the core fits into a first sitting."""
    prompts = pack.prompts_for(audience, (AREA,))
    assert len(prompts) <= 10
    assert sum(prompt.core for prompt in prompts) == 6


@pytest.mark.parametrize("audience", list(Audience))
def test_each_audience_has_one_reversed_pair(pack: Pack, audience: Audience) -> None:
    """One question is turned round later, and both can disagree in what they say."""
    (turned,) = [p for p in pack.prompts_for(audience, (AREA,)) if p.question.reverse_of]
    first = pack.readings()[turned.question.reverse_of]
    good = {choice for choice, value in first.polarity.items() if value is Value.GOOD}
    assert turned.reading.standards == first.standards
    assert good == {choice for choice, value in turned.reading.polarity.items() if value is Value.NOT_GOOD}


def test_every_kind_of_question_is_used(pack: Pack) -> None:
    """Tapping one, one of two, or several, writing and speaking all have their place."""
    assert {prompt.question.kind for prompt in pack.prompts} == {"choice", "either_or", "several", "text", "voice"}


def test_feelings_and_facts_are_both_asked_of_the_person(pack: Pack) -> None:
    """Someone else may answer facts but not feelings, so a talk has both."""
    assert {prompt.reading.about for prompt in pack.prompts_for(Audience.PERSON, (AREA,))} == {
        About.FEELING,
        About.FACT,
    }


def test_labels_stay_the_same_through_the_whole_survey(pack: Pack) -> None:
    """A choice looks the same wherever it comes; either-or questions may use their own words (D03)."""
    seen: dict[str, Choice] = {}
    scales = [choice for frame in pack.frames.values() for size in (2, 3, 5) for choice in frame.scale.sized(size)]
    several = [choice for p in pack.prompts if p.question.kind == "several" for choice in p.question.choices]
    for choice in scales + several:
        first = seen.setdefault(choice.id, choice)
        assert (choice.label, choice.picture) == (first.label, first.picture)
        assert 1 <= len(choice.label.split()) <= 2


def test_questions_are_concrete_and_never_leading(pack: Pack) -> None:
    """No question counts how often, asks to agree, or comes with a negation (D04, D10, L07)."""
    banned = ("how often", "usually", "always", "never", "agree", " not ", "n't", "don’t", "do you think")
    for prompt in pack.prompts:
        asked = f" {prompt.question.ask} {prompt.question.again} ".lower()
        assert not [word for word in banned if word in asked], prompt.id


def test_questions_have_at_most_twelve_words(pack: Pack) -> None:
    """A question is short enough to be kept in mind (L02)."""
    for prompt in pack.prompts:
        for sentence in (prompt.question.ask, prompt.question.again):
            assert len(sentence.split()) <= 12, prompt.id


def test_open_questions_name_who_hears_them(pack: Pack) -> None:
    """Who writes or speaks freely is told by name who hears or reads it later (D19)."""
    for prompt in pack.prompts:
        if prompt.question.kind in ("text", "voice"):
            assert "{listener}" in words(prompt)
            assert "reads" in words(prompt)


def test_what_the_channel_says_beside_a_recorder_is_not_said_twice(pack: Pack) -> None:
    """A channel warns beside its recorder that nobody listens now and whom to call; the question leaves that out."""
    for prompt in pack.prompts:
        assert "nobody is listening" not in words(prompt)
        assert "999" not in words(prompt)


@pytest.mark.parametrize("audience", list(Audience))
def test_consent_says_what_it_must(pack: Pack, audience: Audience) -> None:
    """Before agreeing, each audience hears who asks and why, who hears it, what is kept, and the limits of privacy."""
    told = said(pack.frames[audience]).lower()
    for must in ("good things and bad things", "not be in trouble", "we must tell someone", "private", "skip",
                 "take", "keep a worry", "{provider}", "{questions} questions", "better", "{listener}", "many people",
                 "keeps your answers", "forget you", "call 999", "you can say no"):  # fmt: skip
        assert must in told, must
    for never in ("anonymous", "secret", "nothing will change", "promise", "help page", "voice note"):
        assert never not in told, never


def test_the_person_is_told_that_the_keyworker_does_not_see_answers(pack: Pack) -> None:
    """Who is close to the person does not see what they said, and the person knows it before agreeing."""
    assert "your keyworker does not see your answers" in said(pack.frames[Audience.PERSON]).lower()


def test_words_of_consent_change_only_with_their_version(pack: Pack) -> None:
    """A stored version of consent always stands for the same words."""
    found = {frame.consent.version: sha256(said(frame).encode()).hexdigest()[:16] for frame in pack.frames.values()}
    assert found == CONSENTED


def test_someone_independent_is_offered_when_staff_are_here(pack: Pack) -> None:
    """Where staff sit beside the person, the person hears that someone from outside can help (D13)."""
    (independent,) = (s for s in pack.frames[Audience.PERSON].before_questions if s.id == "talk.person.independent")
    assert independent.only_if is not None
    assert (independent.only_if.step, independent.only_if.chose) == ("talk.person.present", ("staff",))


def test_who_answers_for_someone_is_told_what_to_tell(pack: Pack) -> None:
    """Whoever can answer for someone else hears first whom 'you' means, and that no feeling is asked of them (D12)."""
    for frame in pack.frames.values():
        (help_step,) = (step for step in frame.company if step.part == "help")
        for_someone = [s for s in frame.before_questions if s.only_if and s.only_if.chose == ("proxy",)]
        assert bool(for_someone) == ("proxy" in {choice.id for choice in help_step.choices})
        assert {s.only_if.step for s in for_someone if s.only_if} <= {help_step.id}
        told = " ".join(line for step in for_someone for line in step.text)
        assert not for_someone or ("'you' means that person" in told and "how the person feels" in told)


def test_every_label_of_help_is_explained(pack: Pack) -> None:
    """'Someone explains', 'Someone answers' and 'An advocate' come with a sentence that says what they mean."""
    explains = {
        "Someone explains": "Someone can explain",
        "Someone answers": "Someone can answer",
        "An advocate": "An advocate is",
    }
    for step in (step for frame in pack.frames.values() for step in frame.company):
        for label in {choice.label for choice in step.choices} & set(explains):
            assert explains[label] in " ".join(step.text), (step.id, label)


def test_practice_uses_both_ends_of_the_scale(pack: Pack) -> None:
    """Who says yes to everything does not pass practice unseen (D07)."""
    assert {right for item in pack.frames[Audience.PERSON].practice for right in item.right} == {"yes", "no"}


def test_yes_and_no_are_never_faces(pack: Pack) -> None:
    """Answers are ticks and crosses: a face would ask how someone feels."""
    used = {c.picture for frame in pack.frames.values() for size in (2, 3, 5) for c in frame.scale.sized(size)}
    assert used == {"yes", "mostly-yes", "a-bit", "mostly-no", "no"}


def test_nobody_is_said_to_have_tried_what_nobody_tried(pack: Pack) -> None:
    """Every record of who tried a prompt has a group, a day and what they understood."""
    for prompt in pack.prompts:
        for tried in prompt.tried:
            assert all((tried.by, tried.on, tried.understood))


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


def test_each_of_five_answers_counts(pack: Pack) -> None:
    """Who uses five answers is heard too: each of the five says what the one of three says that it counts as."""
    five = {audience: frame.scale.five for audience, frame in pack.frames.items()}
    for prompt in (p for p in pack.prompts if p.question.kind == "choice"):
        polarity = prompt.reading.polarity
        for choice in five[prompt.audience]:
            assert polarity.get(choice.id) == polarity[choice.counts_as or choice.id], (prompt.id, choice.id)
