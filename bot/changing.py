"""What changed, as the caretaker tells people of it; the e-mail's words, and the sentences around a change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from asking import changes, telling
from asking.post import Mail
from asking.telling import ByMail
from bot import sentences
from bot.reminding import PAGE
from bot.sentences import Say
from locales import Languages, Words
from store.changes import Text
from store.database import Database
from store.tx import Tx

AT_ONCE = 50
"""Messages in one transaction: other people's answers wait for it."""


class Telling:
    """Tells everyone who is to be told.

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
        for change_id in await self._database.read(lambda tx: telling.due(tx, now)):
            await self._database.write(partial(changes.begin_telling, change_id=change_id, now=now))
        found = await self._database.read(lambda tx: telling.waiting(tx, now))
        put = 0
        for start in range(0, len(found), AT_ONCE):
            put += await self._database.write(partial(self._tell, some=found[start : start + AT_ONCE], now=now))
        return put

    def _tell(self, tx: Tx, *, some: tuple[int, ...], now: datetime) -> int:
        return sum(telling.tell(tx, one, now=now, mail=self._mail) for one in some)


def lines(text: Text, _: Say, *, told_us: bool, again: bool = False) -> tuple[str, ...]:
    """A change with its frame. That someone said it is told to them alone: elsewhere, people did.

    Args:
        text: The two texts.
        _: Says a sentence in the reader's language.
        told_us: Only the one who said it reads this.
        again: They were told something wrong before.
    """
    wrong = (_("We said it wrong."), _("This is right:")) if again else ()
    first = _("You told us:") if told_us else _("People said:")
    return (*wrong, first, *text.said.splitlines(), _("What we did:"), *text.did.splitlines())


def frames(_: Say) -> frozenset[str]:
    """The sentences around a change: what of `lines` is ours."""
    return frozenset(
        {_("We said it wrong."), _("This is right:"), _("You told us:"), _("People said:"), _("What we did:")}
    )


def choices(_: Say) -> dict[str, str]:
    """The answers to whether it got better, by `store.told.BETTER`; the two that are always there stand apart."""
    return {
        "yes": _("Yes"),
        "a-bit": _("A bit"),
        "no": _("No"),
        "do-not-know": _("I do not know"),
        "rather-not-say": _("I do not want to say"),
    }


PICTURES = {"yes": "yes", "a-bit": "a-bit", "no": "no"}
"""Beside the answers on the scale."""


def mail(languages: Languages, about: ByMail) -> Mail:
    """The e-mail that tells someone. What stands above it on a locked screen says nothing of what it is about."""
    words = languages.words(about.language)
    _ = words.gettext
    draft = (_("This is a draft translation."),) if about.wording.draft else ()
    return Mail(
        to=about.to,
        subject=_("Something changed"),
        lines=(sentences.hello(_), *lines(about.wording.text, _, told_us=True, again=about.wording.again), *draft),
        link=about.link,
        link_words=_("See what changed") if about.link else "",
        small=stop_words(words, about.link),
        language=words.language,
        told=about.told,
    )


def stop_words(words: Words, link: str) -> tuple[str, ...]:
    """Where someone says that they want no more of this; nothing where no page of theirs opens."""
    if not link:
        return ()
    return (sentences.when_to_remind(words.gettext), f"{link.removesuffix('/changed')}{PAGE}")
