"""The page behind the set-up link: whoever comes with it says who they are, and is the administrator from then on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking import signin
from asking.reach import is_email
from asking.setting_up import Step
from bot.http.forms import read_form, text_field
from bot.staff.desk import Desk, is_sample, page, refused
from bot.staff.setup.way import Way, address
from bot.staff.signing import welcome
from store.errors import NotRead, NotSaved
from store.tx import Tx

YOU = ("your_name", "your_email")


async def show(desk: Desk, request: Request) -> Response:
    """The form, while the link is good. Looking uses nothing up."""
    try:
        if not await desk.database.read(partial(_good, desk=desk, request=request)):
            return refused(await desk.database.read(is_sample))
    except NotRead as error:
        raise HTTPException(503) from error
    return _form(dict.fromkeys(YOU, ""), {})


async def use(desk: Desk, request: Request) -> Response:
    """Use the link up and sign the administrator in, or show the form again with all that is wrong."""
    form = await read_form(request)
    typed = {name: text_field(form, name) for name in YOU}
    try:
        if not await desk.database.read(partial(_good, desk=desk, request=request)):
            return refused(await desk.database.read(is_sample))
        wrong = faults(typed)
        if wrong:
            return _form(typed, wrong)
        found = await desk.database.write(
            lambda tx: signin.set_up(
                tx,
                request.path_params["token"],
                name=typed["your_name"],
                email=typed["your_email"],
                now=desk.clock(),
            )
        )
        if found is None:  # somebody else was faster
            return refused(await desk.database.read(is_sample))
    except (NotSaved, NotRead) as error:
        raise HTTPException(503) from error
    return welcome(request, found, address(Step.PROVIDER))


def faults(typed: Mapping[str, str]) -> dict[str, str]:
    """What is missing of who somebody is."""
    wrong = {}
    if not typed["your_name"]:
        wrong["your_name"] = "Enter your name"
    if not is_email(typed["your_email"]):
        wrong["your_email"] = "Enter your e-mail address, such as name@example.org"
    return wrong


def _good(tx: Tx, *, desk: Desk, request: Request) -> bool:
    return signin.may_set_up(tx, request.path_params["token"], desk.clock())


def _form(typed: Mapping[str, str], wrong: Mapping[str, str]) -> Response:
    return page(
        "setup_begin.html", status=400 if wrong else 200, typed=typed, wrong=wrong, way=Way(Step.YOU, frozenset())
    )
