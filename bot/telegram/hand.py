"""One update in hand: the transaction that it is handled in, whose chat it is, and what is to be sent because of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from asking import links
from asking.conversation import Conversations
from asking.devices import NOWHERE, Shown, of_chat
from asking.picture_recall import note_changed
from asking.recordings import Recording
from asking.sight import NOTHING, Sight
from asking.turn import Delivery, Turn
from bot.cards import card_for
from bot.screen import Screen, screen
from bot.telegram.arrived import Arrived
from bot.telegram.letters import Message, Rows, dump, lane_of, packed
from bot.telegram.render import LONGEST_CAPTION, LONGEST_TEXT, Board, bold, italic, plain, utf16_length, words
from bot.telegram.taps import Act
from dialogs.model import Audience
from easyread.cards import Card
from easyread.pictures import PictureSet
from locales import SOURCE, for_eye
from locales import Words as Sentences
from locales.words import VOCALISED
from store import chats, inputs, outbox, people
from store.chats import Chat
from store.outbox import Letter
from store.tx import Tx
from store.worries import Spoken

CHANNEL = "telegram"
LONGEST_ESCAPE = len("&amp;")
FLOODED = 3
"""Letters that wait for one chat. With so many, nothing is said again: it is said already, only not yet sent."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A voice note or photo that was fetched and is on disk, sealed: as an answer's or comment's, or as a worry's."""

    recording: Recording | None = None
    worry: Spoken | None = None

    @property
    def file(self) -> str:
        """Its file."""
        return self.recording.file if self.recording else self.worry.file if self.worry else ""


@dataclass
class Hand:
    """An update in hand.

    Attributes:
        chat: None where nobody has opened this chat with a link, or a link ended.
        kept: What was sent with it, on disk already.
        refused: Why what was sent with it could not be kept; '' otherwise.
        seen: What the detector saw in the words of it.
        letters: What is to be sent once this is saved.
        gone: Files to delete once this is saved.
        told: Another room has put messages in the outbox too.
        answers: How many were kept.
    """

    tx: Tx
    talks: Conversations
    pictures: PictureSet
    bot: str
    lane: str
    at: str
    arrived: Arrived
    chat: Chat | None
    kept: Kept | None = None
    refused: str = ""
    seen: Sight = NOTHING
    letters: list[Letter] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    told: bool = False
    answers: int = 0

    @property
    def token(self) -> str:
        """The link that this chat was opened with."""
        return links.token_for(self.tx.keys, self.chat.invitation_id, self.chat.version) if self.chat else ""

    @property
    def device(self) -> Shown:
        """This chat, as the device on which somebody answers."""
        return of_chat(self.tx.keys, self.bot, self.lane, self.chat.person_id) if self.chat else NOWHERE

    def delivery(self, name: str = "") -> Delivery:
        """What makes this known when it comes again; by a name of its own for what must happen once a message."""
        known = f"{self.lane}:{name}" if name else str(self.arrived.update_id)
        return Delivery(CHANNEL, self.bot, known, self.device)

    def expect(self, awaits: str) -> None:
        """What is said next in this chat is taken for this; '' for an answer or a comment."""
        if self.chat:
            chats.expect(self.tx, self.chat, awaits)
            self.chat = replace(self.chat, awaits=awaits)

    def board(self, turn: Turn | None = None) -> Board:
        """Buttons for this chat, on the screen where the talk stands."""
        talk = self.chat.invitation_id if self.chat else 0
        return Board(self.tx.keys, self.lane, talk, turn.session.turn if turn else 0, self.pictures)

    def flooded(self) -> bool:
        """Whether so much waits to be sent here that nothing need be said again."""
        return outbox.count_waiting(self.tx, self.bot, self.lane) >= FLOODED

    def is_known(self, name: str) -> bool:
        """Whether `delivery(name)` was noted before."""
        known = self.delivery(name)
        return inputs.is_known(self.tx, channel=known.channel, bot=known.bot, update_id=known.update_id)

    def put(self, message: Message) -> None:
        """Send a message once this is saved. A group that cannot be reached must not close anybody's own chat."""
        lane = lane_of(self.tx.keys, self.bot, message.to)
        message = as_read(message) if message.language == VOCALISED else message
        if message.edits:
            note_changed(
                self.tx, bot=self.bot, lane=lane, message=message.edits, changes={"rows": packed(message.rows)}
            )
        self.letters.append(outbox.put(self.tx, bot=self.bot, lane=lane, body=dump(message), at=self.at))

    def delete(self, *messages: int) -> None:
        """Take messages out of this chat, the bot's own or the person's."""
        language = self.talks.languages.words(self._language()).language
        self.put(Message(self.arrived.chat, language=language, deletes=tuple(one for one in messages if one)))

    def _language(self) -> str:
        person = people.get(self.tx, self.chat.person_id) if self.chat else None
        return person.language if person else SOURCE

    def say(
        self,
        lines: Sequence[str],
        rows: Rows = (),
        *,
        heading: str = "",
        picture: str = "",
        language: str = SOURCE,
    ) -> None:
        """Say something that is no question of the talk; aloud too, to whom questions are read."""
        text = "\n".join([*([bold(heading)] if heading else []), *map(plain, lines)])
        shown = picture if utf16_length(text) <= LONGEST_CAPTION else ""  # help must come, even where names are long
        self.put(Message(self.arrived.chat, text, shown, rows, language=language))
        if self.chat and self.chat.aloud:
            spoken = (heading, *lines, *(key.label for row in rows for key in row))
            self.put(Message(self.arrived.chat, aloud=spoken, language=language, private=True))

    def ask(self, turn: Turn, note: Sequence[str] = (), *, kept: bool = False) -> None:
        """Show where the talk stands. What is said next belongs to that, whatever was being told before."""
        self.expect("")
        sentences = sentences_of(turn)
        _ = sentences.gettext
        shown = screen(turn, sentences, kept=kept)
        board = self.board(turn)
        text, rows = words(shown, note, _), board.of_screen(shown, self.picked(turn), _)
        if sentences.draft and not kept:
            text = "\n".join((text, italic(_("This is a draft translation."))))
            rows = (*rows, (board.key(Act.ENGLISH, _("Show the English too")),))
        picture, card, own = pictured(turn, shown)
        if utf16_length(text) > LONGEST_CAPTION:  # the longest texts of a pack come in two messages
            self.put(Message(self.arrived.chat, "", picture, language=turn.flow.language, card=card, own=own))
            picture, card, own = "", None, 0
        for piece in parts(text)[:-1]:
            self.put(Message(self.arrived.chat, piece, picture, language=turn.flow.language, own=own))
            picture, own = "", 0
        last = parts(text)[-1]
        self.put(Message(self.arrived.chat, last, picture, rows, language=turn.flow.language, card=card, own=own))
        if self.chat and self.chat.aloud:
            self.put(aloud(self.arrived.chat, turn, shown))

    def picked(self, turn: Turn) -> tuple[str, ...]:
        """The choices that are ticked on the screen where the talk stands; at first those that were sent before."""
        if self.chat and self.chat.picked[:1] == (str(turn.session.turn),):
            return self.chat.picked[1:]
        alone = {choice.id for choice in turn.asked.choices if choice.alone}  # sent at once, and with no other
        return tuple(one for one in turn.asked.chosen if one not in alone)


def sentences_of(turn: Turn) -> Sentences:
    """The sentences in a talk's language."""
    return turn.words


def pictured(turn: Turn, shown: Screen) -> tuple[str, Card | None, int]:
    """A screen's picture, its card, and the id of the provider's own picture.

    A card shows built-in pictures to everyone: where a picture of the provider's own takes the place of one, it goes
    without.
    """
    own = turn.pictures.get(shown.picture)
    names = {button.picture for button in shown.main}
    card = None if own or names & turn.pictures.keys() else card_for(turn, shown)
    return shown.picture, card, own.id if own else 0


def as_read(message: Message) -> Message:
    """A message as it is written for the eye; what is spoken keeps its vowel signs."""
    rows = tuple(tuple(replace(key, label=for_eye(key.label)) for key in row) for row in message.rows)
    return replace(message, text=for_eye(message.text), rows=rows)


def aloud(to: int, turn: Turn, shown: Screen) -> Message:
    """A screen read aloud. What an observer is asked holds the name of the one who is watched."""
    private = turn.flow.audience is Audience.OBSERVER
    return Message(to, aloud=shown.speech, language=turn.flow.language, private=private)


def parts(text: str, longest: int = LONGEST_TEXT) -> list[str]:
    """A long text in pieces that fit a message, cut between lines; a line that is itself too long, between words."""
    found, piece = [], ""
    for line in (bit for whole in text.split("\n") for bit in _cut(whole, longest)):
        longer = f"{piece}\n{line}" if piece else line
        if utf16_length(longer) > longest and piece:
            found.append(piece)
            longer = line
        piece = longer
    return [*found, piece]


def _cut(line: str, longest: int) -> Iterator[str]:
    """Only what people wrote is ever so long, so that no tag can be cut in two; an escaped sign is kept whole."""
    while utf16_length(line) > longest:
        end = longest if utf16_length(line[:longest]) <= longest else longest // 2
        space = line.rfind(" ", 1, end)
        sign = line.rfind("&", end - LONGEST_ESCAPE, end)
        if space > 0:
            end = space
        elif sign > 0 and ";" not in line[sign:end]:
            end = sign
        yield line[:end]
        line = line[end:].lstrip(" ")
    yield line
