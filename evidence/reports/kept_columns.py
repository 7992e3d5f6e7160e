"""Columns of a file that mean nothing to us: they are kept with each action, under their titles."""

from __future__ import annotations

from evidence.action_links import NO_LINK
from evidence.detailed_plan import MORE
from store.action import NewAction


def kept(said: NewAction) -> dict[str, str]:
    """Title → what stood there: of the further fields those that are neither ours nor of a detailed plan."""
    return {title: text for title, text in said.more.items() if title not in MORE and title != NO_LINK}
