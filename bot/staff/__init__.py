"""The staff pages: evidence, worries, words and recordings, behind a sign-in link that works once.

`routes` and `error_page` are for the composition root, with `LARGER` for the size limits.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from starlette.routing import BaseRoute, Route

from asking.permissions import CARERS, HELPERS, LEADS, READERS, STAFF
from bot.http.body import FORM_BYTES
from bot.staff import (
    action_import,
    actions,
    alerts,
    areas,
    assessments,
    better,
    changes,
    charts,
    comments,
    drafts,
    evidence,
    helping,
    home,
    houses,
    invitations,
    keys,
    me,
    numbers,
    openid,
    people,
    picture_form,
    pictures,
    plans,
    progress,
    questions,
    recordings,
    records,
    reminders,
    reports,
    rights,
    rounds,
    setup,
    signing,
    summaries,
    team,
    unreachable,
    waiting,
    whose,
    worries,
    written,
)
from bot.staff.ask_link import AskLink
from bot.staff.desk import ASSETS, Desk
from bot.staff.guard import Door, guarded
from bot.staff.problems import error_page
from bot.staff.tickets import Tickets
from bot.staff.ways import Ways
from dialogs.ladders import LadderCode
from dialogs.pack import Pack
from dialogs.pack_ladders import builtin_ladders
from easyread.pictures import PictureSet, load
from easyread.pictures.photos import MOST_BYTES
from locales import Languages
from store.database import Database
from store.media_files import MediaFiles

if TYPE_CHECKING:
    from bot.staff.openid.provider import Provider

__all__ = ["LARGER", "error_page", "routes"]

DOORS: tuple[Door, ...] = (
    Door("GET", "/staff", home.show, STAFF),
    Door("POST", "/staff/sign-out", signing.leave, STAFF),
    Door("GET", "/staff/helping", helping.show, HELPERS),
    Door("POST", "/staff/helping/{invitation:int}/here", helping.open_here, HELPERS, whose.invitation),
    Door("GET", "/staff/evidence", evidence.show, READERS),
    Door("GET", "/staff/areas/{area}", areas.show, READERS),
    Door("GET", "/staff/questions", questions.show, READERS),
    Door("GET", "/staff/better", better.show, CARERS | READERS),
    Door("GET", "/staff/unreachable", unreachable.show_all, CARERS),
    Door("GET", "/staff/pictures", pictures.show_all, CARERS),
    Door("GET", "/staff/pictures/choose", picture_form.choose, CARERS),
    Door("GET", "/staff/pictures/add", picture_form.show, CARERS),
    Door("POST", "/staff/pictures/add", picture_form.add, CARERS, files=1, bytes=MOST_BYTES + FORM_BYTES),
    Door("GET", "/staff/pictures/{picture:int}", pictures.show, CARERS, whose.picture_seen),
    Door("GET", "/staff/pictures/{picture:int}/image", pictures.look, CARERS, whose.picture_seen),
    Door("GET", "/staff/pictures/{picture:int}/withdraw", pictures.confirm, CARERS, whose.picture),
    Door("POST", "/staff/pictures/{picture:int}/withdraw", pictures.withdraw, CARERS, whose.picture),
    Door("GET", "/staff/charts", charts.show_all, LEADS),
    Door("GET", "/staff/charts/{observation:int}", charts.show, LEADS, whose.chart),
    Door("POST", "/staff/alerts/link", alerts.make_link, LEADS),
    Door("POST", "/staff/alerts/{chat:int}/stop", alerts.stop, LEADS, whose.alert_chat),
    Door("GET", "/staff/words", waiting.show_all, LEADS),
    Door("GET", "/staff/words/{words:int}", written.show, LEADS, whose.written),
    Door("POST", "/staff/words/{words:int}/read", written.read, LEADS, whose.written),
    Door("GET", "/staff/comments/{comment:int}", comments.show, LEADS, whose.comment),
    Door("POST", "/staff/comments/{comment:int}/read", comments.read, LEADS, whose.comment),
    Door("GET", "/staff/recordings/{recording:int}", recordings.show, LEADS, whose.recording),
    Door("GET", "/staff/recordings/{recording:int}/sound", recordings.play, LEADS, whose.recording),
    Door("GET", "/staff/recordings/{recording:int}/photo", recordings.look, LEADS, whose.recording),
    Door("POST", "/staff/recordings/{recording:int}/heard", recordings.hear, LEADS, whose.recording),
    Door("POST", "/staff/recordings/{recording:int}/draft", drafts.confirm, LEADS, whose.recording),
    *worries.DOORS,
    *actions.DOORS,
    *people.DOORS,
    *reminders.DOORS,
    *invitations.DOORS,
    *keys.DOORS,
    *openid.DOORS,
    *houses.DOORS,
    *setup.DOORS,
    *team.DOORS,
    *me.DOORS,
    *rounds.DOORS,
    *numbers.DOORS,
    *reports.DOORS,
    *summaries.DOORS,
    *changes.DOORS,
    *action_import.DOORS,
    *assessments.DOORS,
    *plans.DOORS,
    *progress.DOORS,
    *records.DOORS,
    *rights.DOORS,
)
"""Every address that needs a sign-in."""
LARGER = {door.path.rpartition("}")[2]: door.bytes for door in DOORS if door.bytes}
"""How addresses end that take more than a form, for `bot.http.stack.layers`."""


def routes(
    database: Database,
    pack: Pack,
    clock: Callable[[], datetime],
    media: MediaFiles,
    *,
    telegram: Callable[[], str] = lambda: "",
    bell: Callable[[], None] = lambda: None,
    built_in: PictureSet | None = None,
    languages: Languages | None = None,
    ladders: LadderCode | None = None,
    base: str = "",
    provider: Provider | None = None,
) -> list[BaseRoute]:
    """Every address.

    Args:
        database: Where everything is kept.
        pack: The code whose evidence is shown.
        clock: Tells the present moment, in UTC.
        media: The recordings and photos.
        telegram: Gives the bot's address, such as `https://t.me/plainsay_bot`; '' where none is connected.
        bell: Rung when messages wait to be sent.
        built_in: The built-in pictures; like the next two, the packaged ones where they are left out.
        languages: What people can be asked in.
        ladders: On which staff and managers rate their organisation.
        base: Address that people reach the pages by; '' for the one that the program listens on.
        provider: The organisation's own sign-in, where it is set up.
    """
    ways = Ways(Tickets(clock), base, provider)
    drawn, rated = built_in or load(), ladders or builtin_ladders()
    desk = Desk(database, pack, clock, media, telegram, bell, drawn, languages or Languages(), ways, rated)
    return [
        *AskLink(desk).routes(),
        *(route for room in (signing, openid, keys) for route in room.open_routes(desk)),
        *(Route("/staff/set-up/{token}", partial(do, desk), methods=[how]) for how, do in setup.BEGINNING),
        *(Route(door.path, guarded(desk, door), methods=[door.method]) for door in DOORS),
        ASSETS.route(),
    ]
