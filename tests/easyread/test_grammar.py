"""How verbs, clauses and passives are found in English sentences."""

from __future__ import annotations

import pytest

from easyread.grammar.active import active
from easyread.grammar.clauses import clauses
from easyread.grammar.passives import passives
from easyread.grammar.verbs import Form, base_of, form_of, verbs
from easyread.sources.made import Original
from easyread.text import Kind, Sentence


def sentence(text: str) -> Sentence:
    """The only sentence of a text."""
    (only,) = Original(text).block(Kind.BODY, [(text, 0)]).sentences
    return only


def shape(text: str) -> str:
    """How each clause with a verb is joined, with that verb, in the order of the verbs."""
    words = sentence(text).words
    found = sorted((clause for clause in clauses(sentence(text)) if clause.verb >= 0), key=lambda clause: clause.verb)
    return " ".join(f"{clause.join.name.lower()}:{words[clause.verb].lower}" for clause in found)


def passive_words(text: str) -> list[str]:
    """The participles of the passives in a text."""
    only = sentence(text)
    return [only.words[found.participle].lower for found in passives(only)]


@pytest.mark.parametrize(
    ("word", "base", "form"),
    [
        ("told", "tell", Form.PAST | Form.PARTICIPLE),
        ("stopped", "stop", Form.PAST | Form.PARTICIPLE),
        ("fixed", "fix", Form.PAST | Form.PARTICIPLE),
        ("tries", "try", Form.THIRD | Form.NOUN),
        ("lying", "lie", Form.ING),
        ("went", "go", Form.PAST),
        ("learned", "learn", Form.PAST | Form.PARTICIPLE),
        ("put", "put", Form.BASE | Form.PAST | Form.PARTICIPLE),
        ("window", "", 0),
        ("meeting", "meet", Form.NOUN),
    ],
)
def test_forms_of_verbs(word: str, base: str, form: int) -> None:
    """Regular and irregular forms lead to their base and say what they can be."""
    assert (base_of(word), form_of(word)) == (base, form)


def test_every_verb_has_all_its_forms() -> None:
    """No verb of the list lacks a form, and each form leads back to some verb."""
    for verb in verbs().values():
        for form in (verb.base, verb.past, verb.participle, verb.third, verb.ing):
            assert form.isalpha(), verb
            assert base_of(form), verb


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tell us what you think.", "main:tell wh:think"),
        ("I want to go.", "main:want"),
        ("Sit down and rest.", "main:sit"),
        ("Help is near.", "main:is"),
        ("Help us.", "main:help"),
        ("The staff who help you are kind.", "relative:help main:are"),
        ("If you are not safe, we must tell someone.", "condition:are main:must"),
        ("We asked people and they told us.", "main:asked joined:told"),
        ("You can stop, skip or take answers back.", "main:can"),
        ("Sam and Jo came.", "main:came"),
        ("I know that Sam and Jo came.", "main:know that:came"),
        ("I like Sam and Jo likes me.", "main:like joined:likes"),
        ("Did you and Sam go?", "main:did"),
        ("She came in and sat down.", "main:came joined:sat"),
        ("I was tired so I went home.", "main:was joined:went"),
        ("I think you are right.", "main:think contact:are"),
        ("We came, we saw.", "main:came joined:saw"),
        ("We have meetings and talks.", "main:have"),
        ("When did you go?", "main:did"),
        ("Staff help you choose.", "main:help"),
        ("I read the will in May.", "main:read"),
        ("Wait here for a while.", "main:wait"),
        ("Say what support you get.", "main:say wh:get"),
        ("We waited until the taxi came.", "main:waited time:came"),
    ],
)
def test_clauses(text: str, expected: str) -> None:
    """Each clause is found once, by its finite verb; words that only look like verbs are left alone."""
    assert shape(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I am tired.",
        "The shop is closed.",
        "They are interested in art.",
        "I was born in Hull.",
        "I get dressed.",
        "She is married.",
        "You are allowed to go out.",
        "He was sitting there.",
        "They are trained nurses.",
        "I am called Sam.",
        "I am used to it.",
        "There is nothing left.",
        "He is fed up.",
        "The food is cooked by 6 o'clock.",
        "Do you get paid?",
        "Are these used cars?",
        "The door is locked and painted.",
        "Were you there when Sam moved?",
    ],
)
def test_no_passive(text: str) -> None:
    """Feelings, states, names and usual phrases are no passives."""
    assert passive_words(text) == []


@pytest.mark.parametrize(
    ("text", "participle"),
    [
        ("I was told to go.", "told"),
        ("We are being moved.", "moved"),
        ("You will be given a key.", "given"),
        ("He got hurt by a dog.", "hurt"),
        ("It has been decided.", "decided"),
        ("It is quickly seen.", "seen"),
        ("They were not asked.", "asked"),
        ("The shop was closed by the council.", "closed"),
        ("The road is being closed.", "closed"),
        ("Is the house cleaned every day?", "cleaned"),
        ("What were you told about it?", "told"),
        ("You're being asked again.", "asked"),
        ("The home is run by a charity.", "run"),
        ("It is used to help people.", "used"),
        ("I was left alone.", "left"),
    ],
)
def test_passive(text: str, participle: str) -> None:
    """A passive is found with adverbs, in questions, with 'get', and where 'by' names who does it."""
    assert passive_words(text) == [participle]


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("You are helped by the staff.", "The staff help you"),
        ("Your plan will be changed by managers.", "Managers will change your plan"),
        ("The work was done by Sam.", "Sam did the work"),
        ("I was seen by him.", "he saw me"),
        ("We are being moved by staff.", "Staff are moving us"),
        ("Were you asked by staff?", "Did staff ask you?"),
        ("Any request must be submitted.", ""),
        ("The door was left open.", ""),
        ("Were you asked?", ""),
        ("She has been told by Jo.", "Jo has told her"),
        ("The rules were changed by them last week.", ""),
        ("Are you listened to?", ""),
    ],
)
def test_active(text: str, turned: str) -> None:
    """A simple passive is turned round with the right tense and pronouns; any other is left to its author."""
    only = sentence(text)
    assert [active(only, found) for found in passives(only)] == [turned[:1].upper() + turned[1:]]
