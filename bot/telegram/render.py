"""A screen as a message: picture, words, one answer a row with its symbol, and the keys that are always there."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bot.screen import Button, Do, Leads, Screen
from bot.sentences import Say
from bot.telegram.letters import Key, Rows
from bot.telegram.taps import SHORT, Act, Action, Tap, data_of
from easyread.pictures import PictureSet
from easyread.pictures.symbols import symbol
from locales import for_eye
from store.crypto import Keys

LONGEST_CAPTION = 1024
LONGEST_TEXT = 4096
LONGEST_LABEL = 60
TICKED, NOT_TICKED = "☑️", "⬜"
LEADS: dict[Leads, Act] = {Leads.KEPT: Act.KEPT, Leads.TAKE_BACK_ALL: Act.TAKE_ALL}
SYMBOLS: dict[Action, str] = {
    Do.CONTINUE: "📌",  # it has a picture of its own but where it keeps an answer
    Act.KEPT: "📌",
    Act.TAKE_ALL: "🗑️",
    Do.BACK: "⬅️",
    Do.SKIP: "⏭️",
    Do.STOP: "🛑",
    Do.DO_NOT_KNOW: "🤷",
    Do.RATHER_NOT_SAY: "🔐",
    Act.LISTEN: "🔊",
    Act.HELP: "🙋",
    Act.SEND: "➡️",
    Act.SHOW: "↩️",
    Act.ANSWERS: "📊",
    Act.ENGLISH: "🇬🇧",
    Act.LANGUAGE: "🌐",
}


class Board:
    """Makes the buttons of one chat.

    Args:
        keys: Signs them.
        lane: The chat.
        talk: Id of the invitation.
        turn: The screen that they stand on.
        pictures: Whose symbols stand for pictures.
    """

    def __init__(self, keys: Keys, lane: str, talk: int, turn: int, pictures: PictureSet) -> None:
        self._keys, self._lane, self._talk, self._turn = keys, lane, talk, turn
        self._pictures = pictures

    def key(self, act: Action, label: str, what: str = "", *, picture: str = "", mark: str = "") -> Key:
        """One button, with the symbol of its picture or of what it does."""
        sign = mark or (symbol(self._pictures, picture) if picture else SYMBOLS.get(act, ""))
        shown = f"{sign} {label}" if sign else label
        return Key(shown, data_of(self._keys, self._lane, Tap(act, what, self._talk, self._turn)))

    def of_screen(self, screen: Screen, picked: Sequence[str], _: Say) -> Rows:
        """All the buttons of a screen: the answers, the two that stand apart, and the keys that are always there."""
        rows: list[tuple[Key, ...]] = [(self._plain(screen.keep),)] if screen.keep else []
        answers = tuple(self._answer(screen, number, button, picked) for number, button in enumerate(screen.main))
        rows += [answers] if screen.numbered else [(answer,) for answer in answers]
        if screen.several:
            rows.append((self.key(Act.SEND, _("Next")),))
        rows += [(self._plain(button),) for button in screen.asides]
        return tuple(row for row in (*rows, *self.always(screen, _)) if row)

    def always(self, screen: Screen, _: Say) -> Rows:
        """Back, skip and stop where they would do something; listening and help everywhere."""
        moves = (
            (screen.back, Do.BACK, _("Back")),
            (screen.skip, Do.SKIP, _("Skip")),
            (screen.stop, Do.STOP, _("Stop")),
        )
        shown = {button.do for button in (*screen.main, *screen.asides)}
        moving = tuple(self.key(do, label) for there, do, label in moves if there and do not in shown)
        answers = ((self.key(Act.ANSWERS, _("See my answers")),),) if screen.over else ()
        return (*answers, moving, (self.key(Act.LISTEN, _("Listen")), self.key(Act.HELP, _("I need help"))))

    def _answer(self, screen: Screen, number: int, button: Button, picked: Sequence[str]) -> Key:
        what = button.choice if SHORT.fullmatch(button.choice) else str(number)
        if screen.numbered:
            return self.key(Do.CHOOSE, button.choice, what)
        if screen.several and not button.alone:
            mark = TICKED if button.choice in picked else NOT_TICKED
            sign = symbol(self._pictures, button.picture) if button.picture else ""
            return self.key(Act.TICK, button.label, what, mark=f"{mark} {sign}".strip())
        return self._plain(button, what if button.choice else "")

    def _plain(self, button: Button, what: str = "") -> Key:
        act = LEADS[button.do] if isinstance(button.do, Leads) else button.do
        return self.key(act, button.label, what, picture=button.picture)


def words(screen: Screen, note: Sequence[str], _: Say) -> str:
    """The words of a screen in Telegram's HTML, a line each; the question stands out."""
    progress = (screen.progress,) if screen.progress and not screen.over else ()
    lines = [*map(plain, (*note, *progress, *screen.text))]
    if screen.question:
        lines.append(bold(screen.question))
    if screen.numbered:
        lines += [plain(f"{button.choice}. {button.label}") for button in screen.main]
    lines += map(plain, screen.notice)
    if screen.writes:
        lines += map(plain, _open(screen, _))
    return "\n".join(lines)


def plain(line: str) -> str:
    """A line in Telegram's HTML."""
    return escape(line, quote=False)


def bold(line: str) -> str:
    """A line that stands out, in Telegram's HTML."""
    return f"<b>{escape(line, quote=False)}</b>"


def italic(line: str) -> str:
    """A line that stands back, in Telegram's HTML."""
    return f"<i>{escape(line, quote=False)}</i>"


def utf16_length(text: str) -> int:
    """How long Telegram takes a text to be: it counts UTF-16 units."""
    return len(text.encode("utf-16-le", "replace")) // 2


def shortened(label: str) -> str:
    """A label that fits a button."""
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"


def meant(rows: Rows, words: str) -> str:
    """The data of the button whose label was written or dictated, with its symbols or without; '' for none."""
    said = for_eye(words).strip().rstrip(".!").casefold()
    for key in (key for row in rows for key in row if said):
        before, found, after = for_eye(key.label).casefold().rpartition(said)
        if found and not after and not any(sign.isalpha() for sign in before):
            return key.data
    return ""


def _open(screen: Screen, _: Say) -> tuple[str, ...]:
    """How to answer in one's own words; and that nobody is listening, unless the pack says so, or who is, itself."""
    how = (_("Write your answer here."), _("Or record your voice here."))
    if any("999" in line for line in screen.text):
        return how
    later = () if screen.text else (_("A person will read or hear this later."),)
    return (*how, *later, _("Nobody is listening now."), _("In danger, call 999."))
