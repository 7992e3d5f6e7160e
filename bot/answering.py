"""What was answered to somebody's wish, as they read it: by e-mail, in a chat and on their own page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from asking import wish_answers
from asking.post import Mail
from asking.wish_answers import ByMail
from bot import sentences
from bot.changing import AT_ONCE, stop_words
from bot.sentences import Say
from locales import Languages
from store.database import Database
from store.tx import Tx
from store.wish_answers import GOING


class Answering:
    """Tells everyone whose wish was answered.

    Args:
        database: Where everything is kept.
        clock: Tells the present moment, in UTC.
        languages: What people can be asked in.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime], languages: Languages) -> None:
        self._database, self._clock, self._mail = database, clock, partial(mail, languages)

    async def go_round(self) -> int:
        """Tell them; gives how many messages were put.

        Raises:
            StoreError: It could not be saved. What was put is put.
        """
        now = self._clock()
        found = await self._database.read(lambda tx: wish_answers.waiting(tx, now))
        put = 0
        for start in range(0, len(found), AT_ONCE):
            put += await self._database.write(partial(self._tell, some=found[start : start + AT_ONCE], now=now))
        return put

    def _tell(self, tx: Tx, *, some: tuple[int, ...], now: datetime) -> int:
        return sum(wish_answers.tell(tx, one, now=now, mail=self._mail) for one in some)


def lines(kind: str, words: str, _: Say, *, wish: str = "") -> tuple[str, ...]:
    """An answer with its frame.

    Args:
        kind: One of `store.wish_answers.KINDS`.
        words: What staff wrote.
        _: Says a sentence in the reader's language.
        wish: What they wished, where nobody else reads it; '' elsewhere.
    """
    first = (_("You told us a wish."), *wish.splitlines())
    if kind == GOING:
        return (*first, _("We are working on it."), *words.splitlines())
    return (*first, _("We cannot do it now."), _("This is why:"), *words.splitlines())


def frames(_: Say) -> frozenset[str]:
    """The sentences around an answer: what of `lines` is ours."""
    return frozenset(
        {_("You told us a wish."), _("We are working on it."), _("We cannot do it now."), _("This is why:")}
    )


def mail(languages: Languages, about: ByMail) -> Mail:
    """The e-mail that tells someone. What stands above it on a locked screen says nothing of what it is about."""
    words = languages.words(about.language)
    _ = words.gettext
    draft = (_("This is a draft translation."),) if about.wording.draft else ()
    return Mail(
        to=about.to,
        subject=_("A message for you"),
        lines=(sentences.hello(_), *lines(about.answer.kind, about.wording.words, _, wish=about.wish), *draft),
        small=stop_words(words, about.link),
        language=words.language,
        wish_answer=about.answer.id,
    )
