"""Somebody whom a round of ladders invited goes to the first ladder, and rates it."""

from __future__ import annotations

from asking.conversation import Conversations
from asking.invitations import link_token
from asking.turn import Delivery, Turn
from dialogs.inputs import Agreed, Chose, Continued
from dialogs.model import Consent, Question
from dialogs.pack_ladders import builtin_ladders
from store import invitations, people
from store.tx import Tx
from tests.staff.office import Office


async def at_first_ladder(office: Office, round_id: int) -> Turn:
    """The talk of the first who was invited, at its first ladder."""
    talks, token = await _talk(office, round_id)
    turn, number = await talks.show(token), 0
    while not isinstance(turn.asked.step, Question):
        at = turn.session.turn
        taken = Agreed(at) if isinstance(turn.asked.step, Consent) else Continued(at)
        turn, number = await talks.take(token, taken, Delivery("test", "", f"{round_id}:{number}")), number + 1
    return turn


async def rate_first(office: Office, round_id: int, step: str) -> None:
    """They choose a step there."""
    turn = await at_first_ladder(office, round_id)
    talks, token = await _talk(office, round_id)
    await talks.take(token, Chose(turn.session.turn, (step,)), Delivery("test", "", f"{round_id}:rated"))


async def _talk(office: Office, round_id: int) -> tuple[Conversations, str]:
    def token(tx: Tx) -> str:
        everyone = (person for house in office.houses.values() for person in people.in_service(tx, house))
        mine = (one for person in everyone for one in invitations.of_person(tx, person.id))
        return link_token(tx, next(one.id for one in mine if one.round_id == round_id))

    talks = Conversations(office.database, office.pack, office.files, office.clock, ladders=builtin_ladders())
    return talks, await office.database.read(token)
