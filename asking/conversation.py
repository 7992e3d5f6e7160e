"""One turn of a talk: load, step, save. Whatever the channel, it comes through here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from copy import copy
from dataclasses import replace
from datetime import datetime
from functools import partial

from asking import comments, consenting, devices, speaking, worries
from asking.comments import Note
from asking.contacts import Contacts, contacts_of
from asking.devices import NOWHERE, Shown
from asking.errors import UnknownLink
from asking.looked_at import note_shown, step_asked
from asking.moment import stamp
from asking.opening import begun, opened
from asking.plans import Plans
from asking.record import Place, record
from asking.recordings import Recording, sound_kind
from asking.said import Here, said_here
from asking.sight import NOTHING, Sight, see_first
from asking.talk import Talk
from asking.turn import Delivery, Turn, shown
from dialogs.engine import step
from dialogs.events import Answered, WorryTold
from dialogs.inputs import Input, Spoke, TookBack, Wrote
from dialogs.ladders import LadderCode
from dialogs.pack import Pack
from dialogs.session import dump
from locales import Languages
from store import inputs, media, people, sessions
from store.crypto import DataKey
from store.database import Database
from store.errors import StoreError
from store.media_files import MediaFiles
from store.tx import Tx
from store.worries import Spoken


class Conversations:
    """Opens talks by their link and takes them one turn on.

    Args:
        database: Where everything is kept.
        pack: The code that talks are made from.
        media: Where recordings are kept.
        clock: Tells the present moment, in UTC.
        told: Called once a worry is saved: messages wait to be sent.
        languages: What people can be asked in; the packaged ones when left out.
        ladders: The ladders on which staff and managers rate their organisation; none when left out.
    """

    def __init__(
        self,
        database: Database,
        pack: Pack,
        media: MediaFiles,
        clock: Callable[[], datetime],
        told: Callable[[], None] = lambda: None,
        *,
        languages: Languages | None = None,
        ladders: LadderCode | None = None,
    ) -> None:
        self.database = database
        self.pack = pack
        self.media = media
        self.clock = clock
        self.told = told
        self.languages = languages or Languages()
        self.ladders = ladders
        self.plans = Plans(pack, self.languages, (ladders.pack,) if ladders else ())
        self.answered: Callable[[int], None] = _nobody_counts
        self._always: str | None = None

    async def show(self, token: str, device: Shown = NOWHERE) -> Turn:
        """Where the talk stands, without what was said on another device. Writes nothing: a preview leaves no trace.

        Raises:
            UnknownLink: The link is not good.
        """
        return await self.database.read(lambda tx: self.standing(tx, token, device))

    async def take(self, token: str, taken: Input, delivery: Delivery) -> Turn:
        """Take one input, in one durable transaction. The same delivery a second time changes nothing.

        Raises:
            UnknownLink: The link is not good.
            NotSaved: The store could not keep it; nothing has changed.
        """
        seen = await self.look_first(token, taken.words) if isinstance(taken, Wrote) else NOTHING
        turn = await self.database.write(partial(self.turn, token=token, taken=taken, delivery=delivery, seen=seen))
        self.answered(turn.answers)
        await self.discard(turn.gone)
        if any(isinstance(event, WorryTold) or getattr(event, "words", "") for event in turn.events):
            self.told()  # words too: the detector may have found a worry in them
        return turn

    async def record(self, token: str, turn: int, data: bytes, mime: str, delivery: Delivery) -> Turn:
        """Take a voice answer. The file is on disk before its row; where the talk moved on meanwhile, it is removed.

        Raises:
            UnknownLink: The link is not good.
            RecordingRefused: Empty, too big, or no recording.
            NotSaved: The store could not keep it.
        """
        kind = sound_kind(data, mime)
        person_id, key = await self.database.read(lambda tx: self.owner(tx, token))
        file = await asyncio.to_thread(self.media.write, key, data)
        made = Recording(person_id, file, kind, len(data))
        try:
            result = await self.database.write(
                lambda tx: self.spoken(tx, token=token, turn=turn, made=made, delivery=delivery)
            )
        except UnknownLink:
            await self.discard((file,))
            raise
        # After any other error the row may have been saved all the same: then it needs its file. One that it does
        # not need goes at the next start.
        self.answered(result.answers)
        await self.discard(result.gone)
        return result

    async def look_first(self, token: str, words: str) -> Sight:
        """What the detector sees in words that a turn of this talk is about to keep; nobody's turn waits for it.

        Raises:
            UnknownLink: The link is not good.
        """
        if not words:
            return NOTHING
        return await see_first(words, await self.database.read(lambda tx: self.open(tx, token).flow.language))

    async def discard(self, files: tuple[str, ...]) -> None:
        """Delete recordings whose rows are gone. One that cannot be deleted now goes at the next start."""
        for file in files:
            with suppress(StoreError):
                await asyncio.to_thread(self.media.delete, file)

    async def contacts(self, token: str) -> Contacts:
        """Whom the help page names.

        Raises:
            UnknownLink: The link is not good.
        """
        return await self.database.read(lambda tx: contacts_of(tx, self.open(tx, token).subject))

    async def passed_on(self, token: str) -> bool:
        """Whether what the person told last reached somebody: a page promises no more. Raises what `show` does."""
        return await self.database.read(lambda tx: worries.last_is_passed_on(tx, self.open(tx, token).row_id))

    async def said(self, token: str, device: Shown) -> Here:
        """What was said in this talk on this device, oldest first, and whether there is more. Raises as `show`."""
        return await self.database.read(lambda tx: said_here(tx, self.open(tx, token, device)))

    async def speak(self, token: str, language: str) -> Turn:
        """Go on in another language. No answer changes; the same question is asked.

        Raises:
            UnknownLink: The link is not good.
            NotOffered: Nobody can choose this language.
            NotSaved: The store could not keep it.
        """
        await self.database.write(lambda tx: speaking.choose(tx, self.languages, self.open(tx, token), language))
        return await self.show(token)

    def always_in(self, language: str) -> Conversations:
        """The same talks, all shown in one language, whatever was chosen: to show the English beside a draft."""
        same = copy(self)
        same._always = language  # noqa: SLF001 - our own
        return same

    def standing(self, tx: Tx, token: str, device: Shown = NOWHERE) -> Turn:
        """The body of `show`, for callers that have a transaction of their own."""
        return shown(tx, self.open(tx, token, device))

    def turn(
        self,
        tx: Tx,
        *,
        token: str,
        taken: Input,
        delivery: Delivery,
        worry_spoken: Spoken | None = None,
        seen: Sight = NOTHING,
    ) -> Turn:
        """The body of `take`, for callers that have a transaction of their own.

        Args:
            tx: The transaction.
            token: The person's link.
            taken: What they did.
            delivery: What makes it known when it comes again.
            worry_spoken: The recording of a worry that is told by voice.
            seen: What the detector saw in the words of it.
        """
        talk, place = self._arrived(tx, token, delivery)
        if place is None:
            return shown(tx, talk)
        gone: tuple[str, ...] = ()
        talk = devices.goes_on(tx, talk, place.at, taken)
        if isinstance(taken, TookBack) and (not taken.step or taken.step.startswith(comments.TAKE_BACK)):
            gone = comments.take_back(tx, place.row_id, taken.step, place.at)
            if taken.step:
                return shown(tx, talk, gone=gone)
        if not consenting.passes(talk, taken):
            talk, said = consenting.answered(tx, self, talk, place, taken)
            return shown(tx, talk, said, gone)
        session, events = step(talk.flow, talk.session, taken)
        if session != talk.session:
            after = step_asked(events)
            sessions.save(tx, place.row_id, state=session.state, body=dump(session), at=place.at, step=after)
            note_shown(tx, talk, session, events, row_id=place.row_id, at=place.at)
        gone += record(tx, replace(place, spoken=worry_spoken, seen=seen), self.pack, events)
        return shown(tx, replace(talk, session=session), events, gone)

    def add(
        self,
        tx: Tx,
        *,
        token: str,
        note: Note,
        delivery: Delivery,
        made: Recording | None = None,
        seen: Sight = NOTHING,
    ) -> tuple[Turn, bool]:
        """Keep something that the person says beside the answers, in a transaction of the caller's.

        Returns:
            Where the talk stands, and whether it was kept: only where the person has said yes to taking part.
        """
        talk, place = self._arrived(tx, token, delivery)
        if place is None or not comments.may_add(talk.flow, talk.session):
            return shown(tx, talk, gone=(made.file,) if made else ()), False
        talk = devices.goes_on(tx, talk, place.at)
        row = self._with_row(tx, made, place.at) if made else None
        comments.add(tx, replace(place, seen=seen), talk.session, replace(note, media_id=row))
        return shown(tx, talk), True

    def open(self, tx: Tx, token: str, device: Shown = NOWHERE) -> Talk:
        """The talk that a link opens. In a turn that writes, no other turn can change it until the end.

        Raises:
            UnknownLink: Unknown, revoked or changed; expired with no unfinished talk (D14: an expired link never
                ends one); or its round has ended, and nobody began this talk.
        """
        return opened(tx, self, token, always=self._always, device=device)

    def owner(self, tx: Tx, token: str) -> tuple[int, DataKey]:
        """Whose key seals what is said in a talk.

        Raises:
            UnknownLink: The link is not good, or the person was forgotten.
        """
        subject = self.open(tx, token).subject
        key = people.data_key(tx, subject.id)
        if key is None:
            raise UnknownLink
        return subject.id, key

    def spoken(self, tx: Tx, *, token: str, turn: int, made: Recording, delivery: Delivery) -> Turn:
        """A recording's row and its turn together; where the talk has moved on, or this came twice, neither stays."""
        row = self._with_row(tx, made, stamp(self.clock()))
        result = self.turn(tx, token=token, taken=Spoke(turn, row), delivery=delivery)
        if any(isinstance(event, Answered) and event.media == row for event in result.events):
            return result
        media.delete(tx, row)
        return replace(result, gone=(*result.gone, made.file))

    def _with_row(self, tx: Tx, made: Recording, at: str) -> int:
        return media.add(
            tx, person_id=made.person_id, file=made.file, mime=made.mime, size_bytes=made.size_bytes, at=at
        )

    def _arrived(self, tx: Tx, token: str, delivery: Delivery) -> tuple[Talk, Place | None]:
        """The talk, begun if it was not, and where what is said counts; no place where this came before."""
        at = stamp(self.clock())
        talk = self.open(tx, token, delivery.device)
        row_id = talk.row_id if talk.row_id is not None else begun(tx, self, talk, at)
        new = inputs.arrived(
            tx,
            channel=delivery.channel,
            bot=delivery.bot,
            update_id=delivery.update_id,
            session_id=row_id,
            at=at,
        )
        where = Place(talk.person, talk.subject, talk.invitation, talk.flow, row_id, at)
        place = replace(where, channel=delivery.channel, device=talk.device.tag)
        return replace(talk, row_id=row_id), place if new else None


def _nobody_counts(_: int) -> None:
    """Answers are counted by whoever put the rooms together, if at all."""
