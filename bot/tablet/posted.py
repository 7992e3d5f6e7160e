"""What a person's form sent, as an input for the talk."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from asking.turn import Delivery
from bot.http.forms import number_field, text_field
from bot.screen import Do, taken
from bot.tablet.device import shown_by
from dialogs.inputs import Input, Wrote

LONGEST_WORDS = 2000
LONGEST_ID = 64
WRITE = "write"


@dataclass(frozen=True, slots=True)
class Posted:
    """One press.

    Attributes:
        tap: The same for the same press of the same screen, so that a double tap is known.
        empty: Why there is nothing to take: `nothing_chosen`, `nothing_written`; else ''.
    """

    input: Input
    tap: str
    empty: str = ""


def read(form: FormData) -> Posted:
    """The press that a screen's form stands for.

    Raises:
        HTTPException: 400 when it is none of ours.
    """
    turn, do = number_field(form, "turn"), text_field(form, "do")
    if do == WRITE:
        words = text_field(form, "words", LONGEST_WORDS)
        return Posted(Wrote(turn, words), f"{turn}:{do}", empty="" if words else "nothing_written")
    if do not in set(Do):
        raise HTTPException(400)
    choices = _choices(form)
    tap = f"{turn}:{do}:{','.join(choices)}"
    nothing = do == Do.CHOOSE and not choices
    return Posted(taken(Do(do), turn, choices), tap, empty="nothing_chosen" if nothing else "")


def delivery(request: Request, tap: str) -> Delivery:
    """Makes a press known when it arrives again. The link itself is not kept, only a digest of it."""
    token: str = request.path_params["token"]
    known = f"{hashlib.sha256(token.encode()).hexdigest()[:24]}:{tap}"
    return Delivery("web", "", known, shown_by(request))


def _choices(form: FormData) -> tuple[str, ...]:
    """The chosen ids, each once. One that stands alone ('just me') is sent by its own button and excludes the rest."""
    sent = form.getlist("choice")
    ids = [choice for choice in sent if isinstance(choice, str) and choice.isprintable()]
    if len(ids) < len(sent) or not all(0 < len(choice) <= LONGEST_ID for choice in ids):
        raise HTTPException(400)
    return tuple(dict.fromkeys(ids))
