"""What each role gets at the addresses of setting up and of services; `tests.staff.doors` has the others."""

from __future__ import annotations

from asking.permissions import Role
from asking.setting_up import Step

SETTING_UP = "/staff/setting-up"
SERVICE = "/staff/services/{service:int}"


def _only(own: int, other: int) -> dict[Role, tuple[int, int]]:
    return {Role.ADMINISTRATOR: (own, other)}


SETUP_TABLE = {
    f"GET {SETTING_UP}": _only(303, 303),
    f"GET {SETTING_UP}/next": _only(200, 200),
    f"POST {SETTING_UP}/next": _only(303, 303),
    **{f"GET {SETTING_UP}/{step}": _only(200, 200) for step in Step},
    # Forms that must hold something come again; an empty one goes on where nothing more is to be added.
    **{f"POST {SETTING_UP}/{step}": _only(400, 400) for step in (Step.YOU, Step.PROVIDER, Step.SAFEGUARDING)},
    **{f"POST {SETTING_UP}/{step}": _only(303, 303) for step in (Step.SERVICES, Step.COLLEAGUES, Step.PEOPLE)},
    "GET /staff/services": dict.fromkeys((Role.ADMINISTRATOR, Role.MANAGER), (200, 200)),
    f"GET {SERVICE}": dict.fromkeys((Role.ADMINISTRATOR, Role.MANAGER), (200, 404)),
    "GET /staff/services/add": _only(200, 200),
    "POST /staff/services/add": _only(400, 400),
    f"GET {SERVICE}/change": _only(200, 404),
    f"POST {SERVICE}/change": _only(400, 404),
    f"GET {SERVICE}/safeguarding": _only(200, 404),
    f"POST {SERVICE}/safeguarding": _only(400, 404),
    f"GET {SERVICE}/close": _only(200, 404),
    f"POST {SERVICE}/close": _only(303, 404),
    f"POST {SERVICE}/open": _only(303, 404),
    f"GET {SERVICE}/nobody-answers": _only(200, 404),
    f"POST {SERVICE}/nobody-answers": _only(400, 404),
    f"POST {SERVICE}/nobody-answers/{{contact:int}}/end": _only(303, 404),
    "GET /staff/worry-times": _only(200, 200),
    "POST /staff/worry-times": _only(400, 400),
    "GET /staff/provider": _only(200, 200),
    "POST /staff/provider": _only(400, 400),
}
SETUP_FOR_ANYONE = {"GET /staff/set-up/{token}", "POST /staff/set-up/{token}"}
"""Whoever has the link to a new installation."""
