"""`plainsay cards build`: a card for every question with answers, and every fault by its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from asking.plans import in_words
from bot.cards import KINDS, cards_of
from bot.cli import run_command
from bot.commands import cards as command
from dialogs.model import Audience
from dialogs.pack import Pack
from dialogs.wording import Text, reworded
from easyread import fonts
from easyread.cards.draw import svg
from locales import ENGLISH, Languages
from tests.easyread.test_raster import size
from tests.support.counts import count
from tests.support.ready import built_in_pack, built_in_pictures


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The built-in pack."""
    return built_in_pack()


def short(pack: Pack) -> Pack:
    """Only what observers are asked, with one question."""
    prompts = [one for one in pack.prompts if one.audience is Audience.OBSERVER and one.question.kind in KINDS][:1]
    return replace(pack, frames={Audience.OBSERVER: pack.frames[Audience.OBSERVER]}, prompts=tuple(prompts))


def test_every_question_has_its_card(pack: Pack) -> None:
    """Each question with answers, for each number of answers that it can have; none of those that wait for a name."""
    cards = dict(cards_of(pack, ENGLISH))
    asked = [one.question for one in pack.prompts if one.question.kind in KINDS]
    nameless = [one for one in asked if not any("{" in line for line in (*one.text, one.ask))]
    assert nameless
    for question in nameless:
        sizes = [len(question.choices)] if question.choices else [2, 3, 5]
        assert all(f"{question.id}.{size}" in cards for size in sizes)
    assert not any("{" in line for card in cards.values() for line in (*card.text, card.question))
    assert {"talk.person.consent.2", "talk.person.carry-on.2", "talk.person.practice-tea.3"} <= set(cards)


@pytest.mark.soak
@pytest.mark.parametrize("language", Languages().codes)
def test_every_card_of_the_pack_can_be_drawn(pack: Pack, language: str) -> None:
    """No question of the built-in pack lacks a sign, or runs over, in any language; soak draws every one."""
    pictured, lettered, words = built_in_pictures(), fonts.load(), Languages().words(language)
    spoken = in_words(pack, Languages().words(language, pack.id), language)
    cards = list(cards_of(spoken, words))
    assert len(cards) > 300
    assert all(svg(card, pictured, lettered) for _, card in cards[:: count(16, promised=1)])


def test_cards_are_written(pack: Pack, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is a PNG of its name; with `--print` it is three times as fine."""
    few, folder = short(pack), tmp_path / "new" / "cards"
    assert command.build(few, ENGLISH, folder) == 0
    assert {file.stem for file in folder.iterdir()} == {name for name, _ in cards_of(few, ENGLISH)}
    assert all(size(file.read_bytes())[0] == 800 for file in folder.iterdir())
    assert "Faults: 0." in capsys.readouterr().out
    one = replace(few, prompts=())
    assert command.build(one, ENGLISH, folder, paper=True) == 0
    assert size((folder / "talk.observer.consent.2.png").read_bytes())[0] == 2400


def test_faults_are_listed_by_place(pack: Pack, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be drawn is listed with card, code and mend, the rest is drawn, and the status is 1."""

    def worse(text: Text) -> str:
        return f"{text.words} ☃" if text.place == "talk.observer.carry-on" and text.role == "ask" else text.words

    assert command.build(reworded(short(pack), "en", worse), ENGLISH, tmp_path) == 1
    printed = capsys.readouterr().out
    assert "Faults: 1.\n  talk.observer.carry-on.2: K101: " in printed
    assert "U+2603 (SNOWMAN) is in no font. Write the line without this sign." in printed
    assert (tmp_path / "talk.observer.consent.2.png").is_file()
    assert not (tmp_path / "talk.observer.carry-on.2.png").exists()


def test_bad_input_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A language without talks, and a folder that cannot be made, are refused with a way to mend it."""
    assert run_command(["cards", "build", "--language", "xx"]) == 2
    assert "There are no talks in xx." in capsys.readouterr().err
    (tmp_path / "file").touch()
    assert run_command(["cards", "build", "--out", str(tmp_path / "file")]) == 2
    assert "C101: The folder" in capsys.readouterr().err
