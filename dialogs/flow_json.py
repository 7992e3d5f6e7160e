"""A flow as JSON, so that a session goes on with the very words that it started on, and a flow's content hash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Final

from pydantic import TypeAdapter, ValidationError

from dialogs.model import Flow
from dialogs.session import BadStored, Upgrade, upgraded

FORMAT: Final = 1

# From format n (the key) to n + 1, as for sessions.
UPGRADES: Final[Mapping[int, Upgrade]] = {}

_FLOW: Final = TypeAdapter(Flow)


def flow_id(flow: Flow) -> str:
    """A hash of everything in the flow but its id: the same content has the same id, in any order of readings."""
    content = _FLOW.dump_python(replace(flow, id=""), mode="json")
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()[:32]


def dump_flow(flow: Flow) -> str:
    """The flow as JSON, with the format's number."""
    return f'{{"format":{FORMAT},"flow":{_FLOW.dump_json(flow).decode()}}}'


def load_flow(text: str) -> Flow:
    """The flow that `dump_flow` wrote, by this release or an older one.

    Raises:
        BadStored: The text is not a flow (S01), or comes from a newer release (S02).
    """
    body = upgraded(text, FORMAT, UPGRADES)
    try:
        return _FLOW.validate_python(body.get("flow"))
    except ValidationError as error:
        raise BadStored("S01", f"not a flow: {error.error_count()} faults") from error
