"""What the keyworker writes before seeing anything that the person shared: the same headings, in their own words."""

from __future__ import annotations

import json
from datetime import datetime
from types import MappingProxyType
from typing import Final

from asking.errors import SummaryRefused
from asking.noticing import notice
from asking.sight import NOTHING, Sight
from asking.summaries import changed, open_one
from store import noticed, summaries
from store.summaries import Summary
from store.tx import Tx

HEADINGS: Final = MappingProxyType({
    "working": "What is working",
    "not_working": "What is not working",
    "choices": "Choices",
    "new": "New things",
    "health": "Health",
    "change": "What to change",
})  # fmt: skip
"""Key → heading, in the order of the page. How someone feels is not among them: nobody says it for them (D12)."""
LONGEST = 1000
"""Characters under a heading."""


def view_of(tx: Tx, summary: Summary) -> dict[str, str]:
    """What was written under each heading; '' where nothing was."""
    kept = summaries.view_of(tx, summary)
    found: dict[str, str] = json.loads(kept) if kept else {}
    return {key: found.get(key, "") for key in HEADINGS}


def kept_of(view: dict[str, str]) -> dict[str, str]:
    """What is kept of what was written: no more than there is room for under a heading."""
    return {key: view.get(key, "")[:LONGEST] for key in HEADINGS}


def write(tx: Tx, summary: Summary, view: dict[str, str], at: str, seen: Sight = NOTHING) -> None:
    """Keep the keyworker's view; `seen` is what the detector saw in all of it (`store.noticed.headed`).

    Raises:
        SummaryRefused: Nothing was written; or they have seen what the person shared: it must not colour the view.
    """
    open_one(tx, summary.id)
    if summary.met_at:
        mend = "Both views stand side by side. Say more in the meeting."
        raise SummaryRefused("You have seen what was shared. Your own view stays as it is.", mend=mend)
    if not any(view.values()):
        raise SummaryRefused("Nothing is written yet.", mend="Write something under one heading at least.")
    kept = kept_of(view)
    summaries.put_view(tx, summary, json.dumps(kept, ensure_ascii=False), at)
    notice(tx, noticed.of_summary(tx, summary, "view", noticed.headed(kept)), datetime.fromisoformat(at), seen)
    changed(tx, summary)
