"""What a screen looks like as a message: within Telegram's limits, whatever is asked, and whoever is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asking.turn import Turn
from bot.pretend.entities import plain_or_html
from bot.screen import Do, Screen, screen
from bot.telegram.hand import parts
from bot.telegram.letters import Key, Rows
from bot.telegram.render import LONGEST_TEXT, SYMBOLS, Board, bold, meant, plain, shortened, utf16_length, words
from bot.telegram.taps import Act, Action
from dialogs.engine import current, start
from dialogs.events import Asked
from dialogs.model import Audience, Choice, Closing, Company, Flow, Question, Scale, Step
from dialogs.transitions import State
from locales import ENGLISH
from store.crypto import Keys
from tests.dialogs.flows import named
from tests.dialogs.talks import talk_for
from tests.support.ready import built_in_pack, built_in_pictures
from tests.telegram.phone import bare

NAME = "A Very Long Name of a Provider of Support, South & West"
"""Stands for every name that a pack cannot know."""
PLACEHOLDER = re.compile(r"\{\w+\}")
LINES = st.lists(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=300), max_size=30)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """A key file of its own."""
    made = Keys(tmp_path_factory.mktemp("keys") / "key")
    made.unlock(new=True)
    return made


@cache
def steps_of(audience: Audience) -> tuple[Flow, tuple[Step, ...]]:
    """Every step that someone of an audience can ever meet, and a flow to show it in."""
    flow, pack = talk_for(audience), built_in_pack()
    around = tuple(step for step in flow.steps if not isinstance(step, Question))
    return flow, (*around, *(prompt.question for prompt in pack.prompts if prompt.audience is audience))


def screens_of(audience: Audience) -> Iterator[Screen]:
    """Every screen that someone of an audience can ever see: with two, three and five answers, anew and once more."""
    flow, steps = steps_of(audience)
    for step in steps:
        for asked in asked_in(flow.scale, filled(step)):
            yield screen(turn_of(flow, asked), ENGLISH)
    session, _ = start(flow, "1", seed=1)
    for state in (State.STOPPED, State.DECLINED):
        yield screen(Turn(replace(session, state=state), flow, current(flow, session), (), sample=False), ENGLISH)


def filled(step: Step) -> Step:
    """The step with a long name in each place for one."""
    text = tuple(PLACEHOLDER.sub(NAME, line) for line in step.text)
    if isinstance(step, Question):
        return replace(step, text=text, ask=PLACEHOLDER.sub(NAME, step.ask))
    return replace(step, text=text)


def asked_in(scale: Scale, step: Step) -> Iterator[Asked]:
    """A step as it can be shown."""
    for choices in choices_of(scale, step):
        plainly = Asked(step, 123_456, choices, can_go_back=True, done=9, total=10)
        yield plainly
        if isinstance(step, Question):
            again = bool(step.again)
            yield replace(plainly, answered=True, chosen=tuple(choice.id for choice in choices), again=again)


def choices_of(scale: Scale, step: Step) -> tuple[tuple[Choice, ...], ...]:
    """The sets of choices that a step can have."""
    if step.kind in ("choice", "practice"):
        return (scale.two, scale.three, scale.five)
    return (getattr(step, "choices", ()),)


def turn_of(flow: Flow, asked: Asked) -> Turn:
    """Where somebody stands who sees this."""
    closing = flow.steps[-1]
    steps = (asked.step,) if isinstance(asked.step, Closing) else (replace(asked.step, only_if=None), closing)
    session, _ = start(named(replace(flow, steps=steps)), "1", seed=1)
    if isinstance(asked.step, Company):
        session = replace(session, state=State.MEETING)
    return Turn(session, flow, asked, (), sample=False)


def rows_of(keys: Keys, shown: Screen, picked: tuple[str, ...] = ()) -> Rows:
    """A screen's buttons, with the longest data that they will ever carry."""
    return Board(keys, "lane", 999_999, 123_456, built_in_pictures()).of_screen(shown, picked, ENGLISH.gettext)


@pytest.mark.parametrize("audience", list(Audience))
def test_every_screen_fits(keys: Keys, audience: Audience) -> None:
    """Each is readable HTML in one message or two, and each button has a label, a symbol and short enough data."""
    every = list(screens_of(audience))
    assert len(every) > 60
    for shown in every:
        text, rows = words(shown, ("You are here now.",), ENGLISH.gettext), rows_of(keys, shown, ("family", "staff"))
        assert utf16_length(plain_or_html(text, "HTML", None).text) <= LONGEST_TEXT
        buttons = [key for row in rows for key in row]
        assert len(buttons) <= 100
        assert len({key.label for key in buttons}) == len({key.data for key in buttons}) == len(buttons)
        for key in buttons:
            assert len(key.data.encode()) <= 64
            assert bare(key.label) not in {"", key.label}, key.label


@pytest.mark.parametrize("audience", list(Audience))
def test_every_screen_says_all_that_it_has(keys: Keys, audience: Audience) -> None:
    """All words of a screen stand in the message in their order, the question in bold, and its answers on buttons."""
    for shown in screens_of(audience):
        made = plain_or_html(words(shown, (), ENGLISH.gettext), "HTML", None)
        lines = iter(made.text.split("\n"))
        assert all(line in lines for line in (*shown.text, *((shown.question,) if shown.question else ())))
        assert all(line in made.text.split("\n") for line in shown.notice)
        assert len([one for one in made.entities if one["type"] == "bold"]) == bool(shown.question)
        offered = [shown.keep] if shown.keep else []
        offered += [*shown.main, *shown.asides]
        labels = [bare(key.label) for row in rows_of(keys, shown) for key in row]
        assert labels[: len(shown.main)] == [button.label for button in offered][: len(shown.main)]
        assert {button.label for button in offered} <= set(labels)


@pytest.mark.parametrize("audience", list(Audience))
def test_answers_beside_each_other_have_symbols_of_their_own(keys: Keys, audience: Audience) -> None:
    """Someone who does not read tells the answers of one question apart."""
    for shown in screens_of(audience):
        rows = rows_of(keys, shown)[: len(shown.main)]
        signs = [row[0].label.removesuffix(bare(row[0].label)) for row in rows]
        assert len(set(signs)) == len(signs), (shown.question, signs)


def test_keys_have_symbols_of_their_own() -> None:
    """The keys that are always there never look alike."""
    keys: list[Action] = [Do.BACK, Do.SKIP, Do.STOP, Do.DO_NOT_KNOW, Do.RATHER_NOT_SAY, Act.LISTEN, Act.HELP]
    assert len({SYMBOLS[key] for key in keys}) == len(keys)


@given(LINES)
def test_any_words_come_out_as_they_went_in(lines: list[str]) -> None:
    """What people are called and what they wrote may hold any sign: it is shown, and never read as HTML."""
    text = "\n".join([bold("x"), *map(plain, lines), bold("y")])
    shown = plain_or_html(text, "HTML", None)
    assert shown.text == "\n".join(["x", *lines, "y"]).strip()


@given(st.text(st.sampled_from("ab &<>🙂\n"), max_size=400), st.integers(10, 60))
def test_a_long_text_is_cut_where_it_hurts_least(text: str, longest: int) -> None:
    """Each piece fits and is readable alone; together they have every word, and no escaped sign is cut in two."""
    pieces = parts(plain(text), longest)
    assert all(utf16_length(piece) <= longest for piece in pieces)
    shown = [plain_or_html(piece, "HTML", None).text for piece in pieces]
    assert re.sub(r"\s", "", "".join(shown)) == re.sub(r"\s", "", text)


def test_a_text_is_cut_between_lines_where_it_can_be() -> None:
    """Lines stay whole, and a single line that is too long is cut between words."""
    assert parts("one two\nthree four", 12) == ["one two", "three four"]
    assert parts("one two three", 8) == ["one two", "three"]
    assert parts("short") == ["short"]


@given(st.text(max_size=200))
def test_a_label_is_never_long(label: str) -> None:
    """A question on a button is cut short, and that is shown."""
    short = shortened(label)
    assert len(short) <= 60
    assert short == label or short.endswith("…")


ROWS: Rows = (
    (Key("✅ Yes", "yes"), Key("0️⃣ None of these", "none")),
    (Key("⬜ 🧑‍🤝‍🧑 A friend", "friend"),),
    (Key("Next", "next"), Key("⬅️ Back", "back")),
)


@pytest.mark.parametrize(
    ("said", "data"),
    [
        *(("Yes", "yes"), ("yes.", "yes"), (" YES! ", "yes"), ("✅ Yes", "yes"), ("none of these", "none")),
        *(("a friend", "friend"), ("next", "next"), ("Back", "back"), ("of these", ""), ("friend", ""), ("es", "")),
        *(("yes please", ""), ("", ""), (".", ""), ("No", ""), ("ext", "")),
    ],
)
def test_words_that_are_a_label_mean_its_button(said: str, data: str) -> None:
    """With the symbols or without, in any case; a part of a label, and more than a label, mean none."""
    assert meant(ROWS, said) == data


def test_another_chat_has_other_buttons(keys: Keys) -> None:
    """The same screen in another chat has the same labels, and no button that works in this one."""
    shown = next(screens_of(Audience.PERSON))
    mine = rows_of(keys, shown)
    others = Board(keys, "another lane", 999_999, 123_456, built_in_pictures()).of_screen(shown, (), ENGLISH.gettext)
    assert [key.label for row in mine for key in row] == [key.label for row in others for key in row]
    assert not {key.data for row in mine for key in row} & {key.data for row in others for key in row}
