"""How the people who were named in setting up sign in: by themselves, or with a code that is shown to them."""

from __future__ import annotations

from dataclasses import dataclass

from asking import post
from store.members import Member
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class WayIn:
    """How someone signs in.

    Attributes:
        by_mail: They can ask for a link themselves: this installation sends e-mail, and theirs is known.
    """

    member: Member
    by_mail: bool


def ways_in(tx: Tx, known: list[Member]) -> list[WayIn]:
    """How each of these signs in."""
    sends = post.can_send(tx)
    return [WayIn(one, sends and bool(one.email)) for one in known]
