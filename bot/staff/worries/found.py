"""Where the words stand that a worry was found in: by the detector, or by whoever heard or read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from store import action_notes, assessments, comments, experts, media, records, voices, words
from store.tx import Tx

SUMMARY: Final = "It was found in a monthly summary. Managers and the keyworker can open it."
WISH_ANSWER: Final = "It was found in an answer to a wish. Managers and the keyworker can open it."
MEETING: Final = "It was found in a promise of a monthly summary. Managers and the keyworker can open it."
OF_PERSON: Final = (
    "It was found in what is written down of a person: how they communicate, or who decides. Managers can open it."
)
GONE: Final = "What it was found in is not there any more: it was taken back, changed or deleted."


@dataclass(frozen=True, slots=True)
class Found:
    """Where it was found.

    Attributes:
        path: The page of that, for a safeguarding lead; '' where there is none.
        told: What is said in place of a link.
    """

    path: str = ""
    told: str = GONE


def found_in(tx: Tx, source: str) -> Found | None:
    """The page of what a worry was found in; None where it was found in nothing.

    Args:
        tx: The transaction.
        source: As it stands in the worry: what kind of text it is, and its number, such as `comments/12`.
    """
    kind, _, rest = source.partition("/")
    return KINDS[kind](tx, rest) if kind in KINDS else None


def _page(there: object, path: str) -> Found:
    return Found() if there is None else Found(path)


def _answer(tx: Tx, place: str) -> Found:
    session, _, prompt = place.partition("/")
    number = words.at(tx, int(session), prompt)
    return _page(number, f"/staff/words/{number}")


def _comment(tx: Tx, place: str) -> Found:
    session, _, origin = place.partition("/")
    number = comments.at(tx, int(session), origin)
    return _page(number, f"/staff/comments/{number}")


def _recording(tx: Tx, place: str) -> Found:
    return _page(media.get(tx, int(place)), f"/staff/recordings/{place}")


def _expert(tx: Tx, place: str) -> Found:
    one = experts.get(tx, int(place.partition("/")[0]))
    return Found(f"/staff/assessments/{one.assessment_id}/experts/{one.id}") if one else Found()


def _voice(tx: Tx, place: str) -> Found:
    number = voices.assessment_of(tx, int(place))
    return _page(number, f"/staff/assessments/{number}/said")


def _declaration(tx: Tx, place: str) -> Found:
    return _page(assessments.get(tx, int(place)), f"/staff/assessments/{place}/declare")


def _note(tx: Tx, place: str) -> Found:
    number = action_notes.action_of(tx, int(place))
    return _page(number, f"/staff/actions/{number}")


KINDS: Final[Mapping[str, Callable[[Tx, str], Found]]] = MappingProxyType({
    "answer": _answer,
    "comment": _comment,
    "transcript": _recording,
    "expert": _expert,
    "voice": _voice,
    "declaration": _declaration,
    "wish": lambda _tx, _place: Found(told=SUMMARY),
    "view": lambda _tx, _place: Found(told=SUMMARY),
    "wish-answer": lambda _tx, _place: Found(told=WISH_ANSWER),
    "wish-answer-words": lambda _tx, _place: Found(told=WISH_ANSWER),
    "note": _note,
    "record": lambda tx, place: _page(records.get(tx, int(place)), f"/staff/records/{place}"),
    "promise": lambda _tx, _place: Found(told=MEETING),
    "promise-why": lambda _tx, _place: Found(told=MEETING),
    "decision": lambda _tx, _place: Found(told=OF_PERSON),
    "profile": lambda _tx, _place: Found(told=OF_PERSON),
    "reply": _voice,
    "expert-reply": _expert,
    "words": lambda tx, place: _page(words.get(tx, int(place)), f"/staff/words/{place}"),
    "comments": lambda tx, place: _page(comments.get(tx, int(place)), f"/staff/comments/{place}"),
    "recordings": _recording,
})  # fmt: skip
"""First part of a source → where that is: those of `store.noticed`, and those that a listener passes on."""
