"""What stands around the questions of the built-in pack: what people are told before they agree, who is with them."""

from __future__ import annotations

from hashlib import sha256

import pytest

from dialogs.model import Audience
from dialogs.pack import Frame
from tests.dialogs.talks import duq

# The words that people agree to. Who changes them gives the consent a new version, and then writes its hash here.
CONSENTED = {
    "person-2": "2162603f3acdee41",
    "family-2": "40f06778ccc8a61a",
    "staff-2": "4fecccf077d9f54f",
    "manager-1": "0f9cecdb652fd116",
    "observer-1": "3187f69da39497d3",
}
EACH = pytest.mark.parametrize("audience", list(Audience))


def told(frame: Frame) -> str:
    """Everything that a person is told up to and with the question whether they agree."""
    shown = [line for step in frame.opening for line in step.text]
    consent = frame.consent
    return "\n".join([*shown, *consent.text, consent.ask, consent.agree.label, consent.decline.label])


@EACH
def test_consent_says_what_it_must(audience: Audience) -> None:
    """Before agreeing, each audience hears who asks and why, who hears it, what is kept, and the limits of privacy."""
    heard = told(duq().frames[audience]).lower()
    for must in ("good things and bad things", "not be in trouble", "we must tell someone", "private", "skip",
                 "take answers back", "keep a worry", "{provider}", "{questions} questions", "better", "{listener}",
                 "many people", "keeps your answers", "forget you", "call 999", "you can say no"):  # fmt: skip
        assert must in heard, must
    for never in ("anonymous", "secret", "nothing will change", "promise", "help page", "voice note"):
        assert never not in heard, never


@EACH
def test_words_are_shared_only_after_asking(audience: Audience) -> None:
    """Words are quoted only with a yes, and each audience but observers, whose notes are for the plan, hears so."""
    heard = told(duq().frames[audience])
    asks_first = "We ask you before we share your words." in heard
    assert asks_first == (audience is not Audience.OBSERVER)
    assert asks_first or "may see your notes" in heard


def test_words_of_consent_change_only_with_their_version() -> None:
    """A stored version of consent always stands for the same words."""
    frames = duq().frames.values()
    assert {f.consent.version: sha256(told(f).encode()).hexdigest()[:16] for f in frames} == CONSENTED


def test_the_person_is_told_that_the_keyworker_does_not_see_answers() -> None:
    """Who is close to the person does not see what they said, and the person knows it before agreeing."""
    assert "your keyworker does not see your answers" in told(duq().frames[Audience.PERSON]).lower()


def test_managers_are_told_that_their_word_stands_apart() -> None:
    """What managers say of their own work is never mixed with what others say, and they know it."""
    heard = told(duq().frames[Audience.MANAGER])
    assert "Your answers are your own word on your work." in heard
    assert "We show them apart from what others say." in heard


def test_observers_are_told_what_observing_is() -> None:
    """Two people watch, each alone; it counts as seen by others; and a sign of 'no' ends it (D18)."""
    frame = duq().frames[Audience.OBSERVER]
    heard = told(frame)
    for must in ("Someone else who knows {person} does this too.", "Each of you does it alone.",
                 "We never count it as {person}'s own answer.", "only of what you saw",
                 "Leave out the names of other people."):  # fmt: skip
        assert must in heard, must
    later = " ".join(line for step in frame.before_questions for line in step.text)
    assert "any sign that {person} does not want this" in later
    assert "Do not make anything happen just for this." in later


@EACH
def test_who_is_here_is_asked_of_all_but_observers(audience: Audience) -> None:
    """How an answer was given is known of everyone (D11); what an observer says always counts as observed."""
    parts = [step.part for step in duq().frames[audience].company]
    assert parts == ([] if audience is Audience.OBSERVER else ["present", "help", "helper"])


def test_someone_independent_is_offered_when_staff_are_here() -> None:
    """Where staff sit beside the person, the person hears that someone from outside can help (D13)."""
    (independent,) = (s for s in duq().frames[Audience.PERSON].before_questions if s.id == "talk.person.independent")
    assert independent.only_if is not None
    assert (independent.only_if.step, independent.only_if.chose) == ("talk.person.present", ("staff",))


@EACH
def test_who_answers_for_someone_is_told_what_to_tell(audience: Audience) -> None:
    """Whoever can answer for someone else hears first whom 'you' means, and that no feeling is asked of them (D12)."""
    frame = duq().frames[audience]
    helps = [step for step in frame.company if step.part == "help"]
    for_someone = [step for step in frame.before_questions if step.only_if and step.only_if.chose == ("proxy",)]
    assert bool(for_someone) == any(choice.id == "proxy" for step in helps for choice in step.choices)
    assert {step.only_if.step for step in for_someone if step.only_if} <= {step.id for step in helps}
    heard = " ".join(line for step in for_someone for line in step.text)
    assert not for_someone or ("'you' means that person" in heard and "how the person feels" in heard)


def test_every_label_of_help_is_explained() -> None:
    """'Someone explains', 'Someone answers' and 'An advocate' come with a sentence that says what they mean."""
    explains = {
        "Someone explains": "Someone can explain",
        "Someone answers": "Someone can answer",
        "An advocate": "An advocate is",
    }
    for step in (step for frame in duq().frames.values() for step in frame.company):
        for label in {choice.label for choice in step.choices} & set(explains):
            assert explains[label] in " ".join(step.text), (step.id, label)


def test_practice_uses_both_ends_of_the_scale() -> None:
    """Who says yes to everything does not pass practice unseen (D07)."""
    assert {right for item in duq().frames[Audience.PERSON].practice for right in item.right} == {"yes", "no"}


def test_yes_and_no_are_never_faces() -> None:
    """Answers are ticks and crosses: a face would ask how someone feels."""
    used = {c.picture for frame in duq().frames.values() for size in (2, 3, 5) for c in frame.scale.sized(size)}
    assert used == {"yes", "mostly-yes", "a-bit", "mostly-no", "no"}
