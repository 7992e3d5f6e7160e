"""The family's copy of a monthly summary, for as long as the person agrees to it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from asking import summary_shared
from asking.conversation import Conversations
from asking.errors import UnknownLink
from asking.links import summary_id_in
from asking.moment import stamp
from bot.tablet.known import Handler
from bot.tablet.render import Pages
from bot.tablet.summary import Seen, page_of, seen_of
from store import access_log, people, sessions, summaries
from store.tx import Tx


def family_copy(conversations: Conversations, pages: Pages) -> Handler:
    """Shows it: two sheets to print. That it was opened is noted."""

    async def show(request: Request) -> Response:
        token = request.path_params["token"]
        seen = await conversations.database.write(lambda tx: _seen(tx, conversations, token))
        return page_of(pages, "copy.html", "", seen)

    return show


def _seen(tx: Tx, conversations: Conversations, token: str) -> Seen:
    summary_id = summary_id_in(tx.keys, token)
    summary = summaries.get(tx, summary_id) if summary_id else None
    person = people.get(tx, summary.person_id) if summary else None
    session = sessions.by_invitation(tx, summary.invitation_id) if summary else None
    if summary is None or person is None or session is None or not (summary.closed_at and summary.family_ok):
        raise UnknownLink
    at = stamp(conversations.clock())
    did = f"the family's link to the copy of summary {summary.id} was opened"
    access_log.add(tx, at=at, who="a link", did=did, person_id=person.id)
    words = conversations.languages.words(person.language)
    flow = conversations.plans.kept(tx, session.flow_id, words.language)
    return seen_of(tx, summary, summary_shared.wording_of_flow(flow), words)
