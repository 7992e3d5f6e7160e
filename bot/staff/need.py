"""Something that waits for a member of staff: a line of the first page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for this member.

    Attributes:
        link: Where it is done; '' where somebody else has to do it.
        late: It should have been done by now.
    """

    sentence: str
    link: str = ""
    late: bool = False
