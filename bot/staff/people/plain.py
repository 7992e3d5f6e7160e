"""The words of these pages for what the database keeps."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from asking.decisions import How
from dialogs.model import Audience
from store import not_asked

AUDIENCES: Mapping[str, str] = MappingProxyType(
    {
        Audience.PERSON.value: "Person supported",
        Audience.FAMILY.value: "Family or friend",
        Audience.STAFF.value: "Staff member",
        Audience.MANAGER.value: "Manager",
    }
)
HOWS: Mapping[str, str] = MappingProxyType(
    {
        How.SELF.value: "They decide for themselves",
        How.DEPUTY.value: "A deputy for health and welfare",
        How.ATTORNEY.value: "An attorney for health and welfare",
        How.BEST_INTERESTS.value: "A best-interests decision",
    }
)
WHY_NOT: Mapping[str, str] = MappingProxyType(
    {
        not_asked.NOT_YET: "Not yet. Somebody means to ask",
        not_asked.DECLINED: "Said no",
        not_asked.COULD_NOT: "Was asked, and could not answer",
        not_asked.AWAY: "Away",
    }
)
