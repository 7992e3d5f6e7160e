"""The person's tablet page: one question at a time, with pictures and speech, and without JavaScript.

`routes` and `problems.error_page` are for the composition root, with `LARGER` for the size limits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from asking.conversation import Conversations
from asking.links import EXPERT
from asking.recordings import MAX_BYTES
from bot.http.body import FORM_BYTES
from bot.look import LOOK, Fonts, Pictures
from bot.tablet.aloud import Aloud
from bot.tablet.answers import Answers
from bot.tablet.away import away
from bot.tablet.changed import Changed
from bot.tablet.expert import Expert, of_expert
from bot.tablet.expert_help import ExpertHelp
from bot.tablet.family_copy import family_copy
from bot.tablet.for_you import ForYou
from bot.tablet.known import Handler, known
from bot.tablet.listening import Ways
from bot.tablet.own_pictures import pictures_of
from bot.tablet.problems import error_page
from bot.tablet.reminders import Reminders
from bot.tablet.render import ASSETS, AWAY, Pages, go
from bot.tablet.rights import Rights
from bot.tablet.speaking import Speaking, with_english
from bot.tablet.summary import Summaries
from bot.tablet.talk import Talk
from bot.tablet.wall import wall
from bot.tablet.worries import Help
from easyread.fonts import load as load_fonts
from easyread.pictures import PictureSet
from locales import SOURCE

if TYPE_CHECKING:
    from easyread.speech import SpeechCache

__all__ = ["LARGER", "error_page", "routes"]

LARGER = {"/voice": MAX_BYTES + FORM_BYTES}
"""Addresses that take more than a form, for `bot.http.stack.layers`."""


def routes(
    conversations: Conversations,
    pictures: PictureSet,
    speech: Callable[[], SpeechCache] | None = None,
) -> list[BaseRoute]:
    """Every address of the person's pages.

    Args:
        conversations: The talks.
        pictures: The picture set.
        speech: Gives the voice, when the first sound is asked for. Without it the device's own voice reads.
    """
    pages = Pages(conversations.languages, speaks=speech is not None)
    talk, help_, answers = Talk(conversations, pages), Help(conversations, pages), Answers(conversations, pages)
    shown, english = pages_of(conversations, pages), pages_of(conversations.always_in(SOURCE), pages)
    speaking = Speaking(conversations, pages)
    return [
        Route("/", front(pages)),
        Route(AWAY, away(conversations, pages)),
        *experts(conversations, pages, speech),
        *(Route(f"/s/{{token}}{path}", known(with_english(show, english[path]))) for path, show in shown.items()),
        *(sounds(speech, shown) if speech else ()),
        Route("/s/{token}/picture/{picture:int}", known(pictures_of(conversations))),
        Route("/s/{token}/listen", known(Ways(conversations).choose), methods=["POST"]),
        Route("/s/{token}/listen", known(back_to(conversations, ""))),
        Route("/s/{token}/language", known(speaking.choose), methods=["POST"]),
        Route("/s/{token}", known(talk.take), methods=["POST"]),
        Route("/s/{token}/voice", known(talk.record), methods=["POST"]),
        Route("/s/{token}/voice", known(back_to(conversations, ""))),
        Route("/s/{token}/worry", known(back_to(conversations, "/help"))),
        Route("/s/{token}/worry", known(help_.tell), methods=["POST"]),
        Route("/s/{token}/answers", known(answers.take_back), methods=["POST"]),
        *choices(conversations, pages),
        *walls(conversations, pages, speech),
        *summaries(conversations, pages),
        Pictures(pictures).route(),
        Fonts(load_fonts()).route(),
        LOOK.route(),
        ASSETS.route(),
    ]


def experts(conversations: Conversations, pages: Pages, speech: Callable[[], SpeechCache] | None) -> list[BaseRoute]:
    """The pages on which an expert by experience checks a self-assessment. Their links begin with a letter."""
    expert = Expert(conversations, pages)
    help_ = ExpertHelp(conversations, pages, expert)
    shown, pressed = {**expert.shown, **help_.shown}, {**expert.pressed, "/worry": help_.tell}
    here = f"/s/{EXPERT}{{token}}"
    heard = {f"{path}/listen.mp3": Aloud(speech).of(show) for path, show in shown.items()} if speech else {}
    return [
        *(Route(f"{here}{path}", of_expert(take), methods=["POST"]) for path, take in pressed.items()),
        *(Route(f"{here}{path}", of_expert(show)) for path, show in {**shown, **heard}.items()),
    ]


def choices(conversations: Conversations, pages: Pages) -> list[BaseRoute]:
    """What is pressed about reminders, changes, taking part and being forgotten."""
    rights = Rights(conversations, pages)
    pressed = {
        "/reminders": Reminders(conversations, pages).choose,
        "/changed": Changed(conversations, pages).take,
        "/message": ForYou(conversations, pages).take,
        "/agreed": rights.stop,
        "/forget": rights.forget,
    }
    return [Route(f"/s/{{token}}{path}", known(take), methods=["POST"]) for path, take in pressed.items()]


def walls(conversations: Conversations, pages: Pages, speech: Callable[[], SpeechCache] | None) -> list[BaseRoute]:
    """A page for a wall, its sound, and the same for a screen in the hall."""
    show = wall(conversations, pages)
    return [
        Route("/wall/{token}", show),
        Route("/wall/{token}/screen", wall(conversations, pages, screen=True)),
        *([Route("/wall/{token}/listen.mp3", Aloud(speech).of(show))] if speech else ()),
    ]


def summaries(conversations: Conversations, pages: Pages) -> list[BaseRoute]:
    """What is pressed on the pages of the monthly summary, and its copies."""
    summary = Summaries(conversations, pages)
    return [
        Route("/s/{token}/share", known(summary.choose), methods=["POST"]),
        Route("/s/{token}/summary", known(summary.take), methods=["POST"]),
        Route("/s/{token}/copy", known(summary.copy)),
        Route("/copy/{token}", known(family_copy(conversations, pages))),
    ]


def pages_of(conversations: Conversations, pages: Pages) -> dict[str, Handler]:
    """Every page of a person, by its address behind the link."""
    talk, help_ = Talk(conversations, pages), Help(conversations, pages)
    answers, speaking = Answers(conversations, pages), Speaking(conversations, pages)
    summary, reminders = Summaries(conversations, pages), Reminders(conversations, pages)
    changed, rights = Changed(conversations, pages), Rights(conversations, pages)
    shown = {**help_.shown, **answers.shown, **speaking.shown, **summary.shown, **reminders.shown, **changed.shown}
    return {"": talk.show, **shown, **rights.shown, **ForYou(conversations, pages).shown}


def sounds(speech: Callable[[], SpeechCache], shown: Mapping[str, Handler]) -> list[BaseRoute]:
    """The sound of each page, next to it."""
    aloud = Aloud(speech)
    return [Route(f"/s/{{token}}{path}/listen.mp3", known(aloud.of(show))) for path, show in shown.items()]


def front(pages: Pages) -> Handler:
    """The address without a link: says that the program runs, and how people and staff get in."""

    async def show(_: Request) -> Response:
        return pages.page("front.html")

    return show


def back_to(conversations: Conversations, rest: str) -> Handler:
    """For addresses that only take posts: typed again, they lead to the page that they belong to."""

    async def redirect(request: Request) -> Response:
        token = request.path_params["token"]
        await conversations.show(token)
        return go(token, rest)

    return redirect
