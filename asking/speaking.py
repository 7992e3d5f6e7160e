"""In which language someone is asked: what can be chosen, and who may be invited in it."""

from __future__ import annotations

from asking.errors import NotOffered
from asking.talk import Talk
from locales import Languages, Offered
from store import people, settings
from store.tx import Tx


def offered(tx: Tx, languages: Languages) -> tuple[Offered, ...]:
    """The languages that people can choose: among invented people drafts too."""
    return languages.offered(drafts=settings.get(tx, "sample") == "yes")


def choose(tx: Tx, languages: Languages, talk: Talk, language: str) -> None:
    """Go on in another language. No answer changes.

    Raises:
        NotOffered: Nobody can choose it.
    """
    refuse_unsigned(tx, languages, language)
    people.speak(tx, talk.person.id, language)


def refuse_unsigned(tx: Tx, languages: Languages, language: str) -> None:
    """Nobody real is asked in words about consent, help and worries that no fluent reader has signed off.

    Raises:
        NotOffered: So it is with this language, or there is no translation.
    """
    is_good = languages.is_translated if settings.get(tx, "sample") == "yes" else languages.may_invite
    if not is_good(language):
        raise NotOffered(language)
