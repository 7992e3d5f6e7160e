"""What is done about a worry once somebody has it, how it ends, and what is learned. Each step is in the access log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from asking import worry_alerts
from asking.errors import NotFilledIn
from asking.worries import keep_from
from store import access_log, actions, worries, worry_hiding, worry_notes
from store.tx import Tx
from store.worries import Worry

NOTES: Mapping[str, str] = {
    "spoke": "Spoke with the person",
    "safe": "Made sure that they are safe now",
    "council": "Told the council (safeguarding adults)",
    "police": "Told the police",
    "health": "Got a doctor, nurse or ambulance",
    "others": "Spoke with somebody else",
    "told": "Told the person what happens next, in their way",
    "other": "Something else",
}
"""What a lead can write down, by its kind."""
OUTCOMES: Mapping[str, str] = {
    "council": "The council looks into it",
    "police": "The police look into it",
    "here": "It was put right here",
    "none": "No further action, and why",
    "no_worry": "It was no worry after all",
}
"""How a worry can end."""
TOGETHER = "together"
CLOSED, REOPENED, GIVEN_BACK, JOINED, HIDDEN, SHOWN, LINKED = (
    "closed",
    "reopened",
    "given_back",
    "joined",
    "hidden",
    "shown",
    "linked",
)
"""What the program writes down by itself, by its kind."""
LONGEST = 2000


def note(tx: Tx, worry: Worry, *, kind: str, body: Mapping[str, str], who: str, at: str) -> None:
    """Write down what was done.

    Args:
        tx: The transaction.
        worry: Which; somebody has it.
        kind: One of `NOTES`.
        body: `words`, and where it applies `on` (the day) and `reference`.
        who: Who writes it.
        at: When.

    Raises:
        NotFilledIn: There are no words, or no such kind.
    """
    wrong = {}
    if kind not in NOTES:
        wrong["kind"] = "Choose what was done"
    if not body.get("words"):
        wrong["words"] = "Write in a few words what was done"
    if body.get("on") and not _is_day(body["on"], at):
        wrong["on"] = "Enter a day that has come, or leave it empty"
    if wrong:
        raise NotFilledIn(wrong)
    _keep(tx, worry, kind, who=who, at=at, body=body, did=f"wrote down what was done about worry {worry.id}")


def close(tx: Tx, worry: Worry, *, outcome: str, body: Mapping[str, str], who: str, at: str) -> None:
    """End it: how, why, whether the person was told, and what is learned.

    Raises:
        NotFilledIn: Something is missing, nobody has it, or it had ended.
    """
    wrong = {}
    if outcome not in OUTCOMES:
        wrong["outcome"] = "Choose how it ends"
    if not body.get("why"):
        wrong["why"] = "Write why it ends like this"
    if body.get("told") not in {"yes", "no"}:
        wrong["told"] = "Say whether the person was told what happens"
    elif body.get("told") == "no" and not body.get("why_not_told"):
        wrong["why_not_told"] = "Write why the person was not told"
    if not wrong and not worries.close(tx, worry.id, outcome=outcome, who=who, at=at):
        wrong["outcome"] = "Somebody has to take it before it can end"
    if wrong:
        raise NotFilledIn(wrong)
    kept = {**body, "outcome": outcome}
    _keep(tx, worry, CLOSED, who=who, at=at, body=kept, did=f"closed worry {worry.id}")


def reopen(tx: Tx, worry: Worry, *, why: str, who: str, at: str) -> None:
    """Open an ended one again.

    Raises:
        NotFilledIn: There is no reason, or it had not ended.
    """
    if not why or not worries.reopen(tx, worry.id, at):
        raise NotFilledIn({"reopen_why": "Write why it is opened again"})
    _keep(tx, worry, REOPENED, who=who, at=at, body={"words": why}, did=f"opened worry {worry.id} again")


def give_back(tx: Tx, worry: Worry, *, why: str, who: str, now: datetime, at: str) -> None:
    """Whoever has it cannot see it through: all are told anew, at once.

    Raises:
        NotFilledIn: There is no reason, or nobody has it.
    """
    if not why or worry.acknowledged_at is None or worry.closed_at is not None:
        raise NotFilledIn({"back_why": "Write why you give it back"})
    worries.give_back(tx, worry.id, at)
    _keep(tx, worry, GIVEN_BACK, who=who, at=at, body={"words": why}, did=f"gave worry {worry.id} back")
    worry_alerts.alert(tx, worry.id, now)


def put_together(tx: Tx, worry: Worry, whole: Worry | None, *, who: str, at: str) -> None:
    """Two worries are one: this one ends, and is read with the other. Who may not see one sees neither.

    Raises:
        NotFilledIn: The other is none that is open and somebody's, or it is this one.
    """
    if whole is None or whole.id == worry.id or whole.part_of or whole.acknowledged_at is None or whole.closed_at:
        raise NotFilledIn({"whole": "Enter the number of another worry that somebody has, and that is not closed"})
    hidden = {one.name for each in (worry, whole) for one in worry_hiding.of(tx, each) if one.lifted_at is None}
    keep_from(tx, whole, hidden, why=worry_hiding.LED, at=at)
    keep_from(tx, worry, hidden, why=worry_hiding.LED, at=at)
    worries.put_together(tx, worry.id, whole.id, who=who, at=at)
    body = {"number": str(worry.id)}
    _keep(tx, whole, JOINED, who=who, at=at, body=body, did=f"put worry {worry.id} together with worry {whole.id}")


def hide(tx: Tx, worry: Worry, *, name: str, who: str, at: str) -> None:
    """It is about somebody here: from now on they find nothing of it.

    Raises:
        NotFilledIn: There is no name.
    """
    if not name:
        raise NotFilledIn({"hide": "Enter or choose a name"})
    keep_from(tx, worry, (name,), why=worry_hiding.LED, at=at)
    _keep(tx, worry, HIDDEN, who=who, at=at, body={"name": name}, did=f"kept worry {worry.id} from somebody")


def show(tx: Tx, worry: Worry, *, name: str, who: str, at: str) -> bool:
    """It is not about this one after all: they may know of it again; False where it was not kept from them."""
    lifted = worry_hiding.lift(tx, worry, name, at)
    if lifted:
        did = f"let somebody see worry {worry.id} again"
        _keep(tx, worry, SHOWN, who=who, at=at, body={"name": name}, did=did)
    return lifted


def link_action(tx: Tx, worry: Worry, *, number: int, who: str, at: str) -> None:
    """An action in the register follows from it. The register learns nothing of the worry.

    Raises:
        NotFilledIn: There is no such action.
    """
    if actions.get(tx, number) is None:
        raise NotFilledIn({"action": "There is no action of this number"})
    worries.link_action(tx, worry.id, number)
    did = f"linked worry {worry.id} to an action"
    _keep(tx, worry, LINKED, who=who, at=at, body={"number": str(number)}, did=did)


def _keep(tx: Tx, worry: Worry, kind: str, *, who: str, at: str, body: Mapping[str, str], did: str) -> None:
    worry_notes.add(tx, worry, kind=kind, who=who, at=at, body={name: value for name, value in body.items() if value})
    access_log.add(tx, at=at, who=who, did=did, person_id=worry.person_id)


def _is_day(text: str, at: str) -> bool:
    try:
        return datetime.fromisoformat(text).date().isoformat() == text and text <= at[:10]
    except ValueError:
        return False
