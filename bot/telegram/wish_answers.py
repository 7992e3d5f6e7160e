"""What was answered to somebody's wish, told in the chat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.answering import lines
from bot.telegram.letters import Message
from bot.telegram.render import bold, plain
from locales import Words


def answer_message(letter: dict[str, Any], words_of: Callable[[str], Words]) -> Message:
    """The message for an answer that waits in the outbox (see `asking.wish_answers`); or what is spoken of it.

    It is spoken in the language in which it was written, without the wish: nobody knows in which language that is.
    """
    to, words = int(letter["to"]), words_of(letter["language"])
    if letter["aloud"]:
        spoken = words_of(letter["spoken"])
        said = lines(letter["answer"], letter["words"], spoken.gettext)
        return Message(to, aloud=said, language=spoken.language, private=True)
    first, *rest = lines(letter["answer"], letter["words"], words.gettext, wish=letter["wish"])
    rest += [words.gettext("This is a draft translation.")] if letter.get("draft") else []
    text = "\n".join((bold(words.shown(first)), *(plain(words.shown(one)) for one in rest)))
    return Message(to, text, language=words.language)
