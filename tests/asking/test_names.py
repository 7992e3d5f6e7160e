"""Who asks and who listens, by name."""

from __future__ import annotations

from asking.names import PLACEHOLDER, with_names
from dialogs.events import Asked
from dialogs.model import About, Information, Question
from dialogs.pack_parts import PLACEHOLDERS
from dialogs.transitions import State
from store import people, settings
from store.tx import Tx
from tests.asking.tools import Asker, plain_input

STEP = Information(
    "hello", ("{provider} asks. {listener} listens.", "{questions} questions about {service}."), "hello", ""
)


async def test_a_screen_names_who_asks_and_who_listens(asker: Asker) -> None:
    """Provider, service, listener and the number of questions stand where the pack left room for them."""

    def shown(tx: Tx) -> tuple[str, ...]:
        settings.put(tx, "provider", "Fernbank")
        person = people.get(tx, asker.house.person)
        assert person is not None
        return with_names(tx, person, Asked(STEP, 0, total=9)).step.text

    assert await asker.database.write(shown) == ("Fernbank asks. Lee Example listens.", "9 questions about Mill Lane.")


async def test_without_a_provider_the_service_asks(asker: Asker) -> None:
    """Before a provider is named, the service's own name stands in."""

    def shown(tx: Tx) -> tuple[str, ...]:
        person = people.get(tx, asker.house.person)
        assert person is not None
        return with_names(tx, person, Asked(STEP, 0, total=9)).step.text

    assert (await asker.database.read(shown))[0] == "Mill Lane asks. Lee Example listens."


async def test_no_placeholder_is_ever_shown(asker: Asker) -> None:
    """On the way through each audience's whole talk no screen shows a placeholder."""
    for person in (asker.house.person, asker.house.relative, asker.house.staff):
        token = await asker.invited(person)
        turn = await asker.conversations.show(token)
        screens = [turn.asked]
        while turn.session.state is not State.CLOSED:
            turn = await asker.take(token, plain_input(turn))
            screens.append(turn.asked)
        shown = [line for asked in screens for line in asked.step.text]
        assert not [line for line in shown if PLACEHOLDER.search(line)]


async def test_every_placeholder_that_a_pack_may_hold_is_filled(asker: Asker) -> None:
    """What the pack's loader lets through, there is a name for, in what is asked too."""
    every = " ".join(PLACEHOLDERS)
    question = Question("seen", "text", f"What does {every} do?", About.FACT, "hello", "", text=(every,))

    def shown(tx: Tx) -> list[str]:
        person = people.get(tx, asker.house.person)
        assert person is not None
        made = with_names(tx, person, Asked(question, 0, total=6)).step
        assert isinstance(made, Question)
        return [*made.text, made.ask]

    text, ask = await asker.database.read(shown)
    assert "{" not in text + ask
    assert "Ada Example" in ask
