"""The provider's own pictures, behind the person's link. Nothing keeps them on the way: they may be taken away."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from asking.conversation import Conversations
from asking.errors import UnknownLink
from asking.seen_pictures import file_for, read
from bot.tablet.known import Handler
from store.crypto import DataKey
from store.own_pictures import OwnPicture
from store.tx import Tx

MOST_DIGITS = 15
"""Of a number in an address: the databases' keys are 64 bits."""


def pictures_of(conversations: Conversations) -> Handler:
    """Serves them: only what this person may see today."""

    async def show(request: Request) -> Response:
        token, number = request.path_params["token"], request.path_params["picture"]
        if len(str(number)) > MOST_DIGITS:
            raise UnknownLink

        def found(tx: Tx) -> tuple[OwnPicture, DataKey]:
            talk = conversations.open(tx, token)
            return file_for(tx, talk.person, number, talk.today)

        picture, key = await conversations.database.read(found)
        content = await read(conversations.media, picture, key)
        headers = {"Cache-Control": "private, no-store", "Content-Disposition": "inline"}
        return Response(content, media_type=picture.mime, headers=headers)

    return show
