"""One turn of a talk, as a channel sees it: what came in, and where the talk stands after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from asking import changes, profiles, worry_message
from asking.devices import NOWHERE, Shown
from asking.names import with_names
from asking.seen_pictures import Seen, seen_by
from asking.talk import Talk
from dialogs.engine import current
from dialogs.events import Answered, Asked, Event
from dialogs.model import Flow
from dialogs.session import Session
from dialogs.transitions import State
from locales import ENGLISH, Words
from store import answers, settings
from store.tx import Tx

MACHINE = "machine listens"
"""The setting that says whether drafts are made of what people say aloud."""
NEWS = frozenset({State.INFORMING, State.CLOSED})
"""Where people are told that there is news."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What makes an input known when it arrives a second time, and the device that it comes from."""

    channel: str
    bot: str
    update_id: str
    device: Shown = NOWHERE


@dataclass(frozen=True, slots=True)
class Turn:
    """What a channel needs in order to show where the talk stands.

    Attributes:
        asked: The screen to show; for a stopped talk, the one that it goes on with.
        events: What this input caused; empty when nothing was put in.
        sample: The data is sample data, and every page says so.
        gone: Media files that no answer needs any more.
        words: What the program says, in the language of the talk.
        machine: A machine here writes drafts of what people say aloud.
        pictures: What takes the place of built-in pictures on the screen, by their names.
        news: Something changed because of what the person said, and they have not seen it here, or are to be asked
            whether it got better. Told where a talk begins and ends.
        asks: They are to be asked that now, at the end of the talk.
        keep: What the browser is to keep, so that it is known again; '' for nothing new.
        here: All of the talk was said on the device that shows it, or nothing yet.
        sitting: It is still the sitting in which that was: who is there may be as it was told.
        letter: A message waits for them that they have not opened: all that may be said of it on a screen.
        aloud, large: The person needs questions read aloud, and large letters, wherever they are asked.
    """

    session: Session
    flow: Flow
    asked: Asked
    events: tuple[Event, ...]
    sample: bool
    gone: tuple[str, ...] = ()
    words: Words = ENGLISH
    pictures: Mapping[str, Seen] = field(default_factory=dict)
    machine: bool = False
    aloud: bool = False
    large: bool = False
    news: bool = False
    asks: bool = False
    keep: str = ""
    here: bool = True
    sitting: bool = True
    letter: bool = False

    @property
    def answers(self) -> int:
        """How many answers were kept."""
        return sum(isinstance(event, Answered) for event in self.events)


def shown(tx: Tx, talk: Talk, events: tuple[Event, ...] = (), gone: tuple[str, ...] = ()) -> Turn:
    """The engine's last event is the screen to show; where nothing was put in, it is worked out."""
    last = events[-1] if events else None
    asked = last if isinstance(last, Asked) else current(talk.flow, talk.session)
    if talk.renew:  # whatever the talk stands at, this comes first
        asked = Asked(talk.renew, talk.session.turn, (talk.renew.agree, talk.renew.decline))
        talk = replace(talk, session=replace(talk.session, state=State.CONSENTING))
    asked = with_names(tx, talk.subject, _of_here(tx, talk, asked))
    pictures = seen_by(tx, talk.person, asked, talk.today)
    sample = settings.get(tx, "sample") == "yes"
    machine = settings.get(tx, MACHINE) == "yes"
    likes, state, round_id = profiles.of(tx, talk.person.id), talk.session.state, talk.invitation.round_id
    return Turn(
        talk.session,
        talk.flow,
        asked,
        events,
        sample,
        gone,
        talk.words,
        pictures,
        machine,
        aloud=likes.has(profiles.ALOUD),
        large=likes.has(profiles.LARGE),
        keep=talk.device.keep,
        here=talk.here,
        sitting=talk.sitting,
        news=state in NEWS and changes.has_news(tx, talk.person.id, round_id, f"{talk.today}T24"),
        asks=state is State.CLOSED and bool(changes.to_ask(tx, talk.person.id, round_id)),
        letter=any(one.waits for one in worry_message.for_reader(tx, talk.person.id)),
    )


def _of_here(tx: Tx, talk: Talk, asked: Asked) -> Asked:
    """A screen that does not tell what was answered on it on another device. That it was is told: it can be kept."""
    if talk.here or not asked.chosen or talk.row_id is None:
        return asked
    given = answers.device_of(tx, session_id=talk.row_id, prompt=asked.step.id)
    return asked if given and given == talk.device.tag else replace(asked, chosen=())
