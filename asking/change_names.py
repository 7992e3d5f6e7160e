"""Names of people in what changed, in every language in which it is written: asked about before anybody is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from asking.names_to_ask import Named, Place, keep, names_in
from locales import SOURCE
from store import changes
from store.changes import Change, Text, Translation
from store.tx import Tx


def subject_of(change_id: int) -> str:
    """What a yes belongs to that was given for the words of a change."""
    return f"change/{change_id}"


def names_of(tx: Tx, change: Change) -> tuple[Named, ...]:
    """Every name in a change, in all its languages."""
    return names_in(tx, subject_of(change.id), _places(change, changes.translations(tx, change.id)))


def names_in_words(tx: Tx, change: Change, text: Text, language: str) -> tuple[Named, ...]:
    """The same of words in one more language, before they are kept."""
    found = _of(text, f" in another language ({language})", "")
    return names_in(tx, subject_of(change.id), found)


def open_names(named: Iterable[Named], ticked: Collection[str]) -> tuple[Named, ...]:
    """Those that nobody has said it of, neither before nor now."""
    return tuple(one for one in named if one.looked is None and one.mark not in ticked)


def keep_ticked(tx: Tx, change: Change, named: Iterable[Named], ticked: Collection[str], *, who: str, at: str) -> None:
    """Keeps who said it of those that were ticked, and when."""
    keep(tx, subject_of(change.id), (one for one in named if one.mark in ticked), who=who, at=at)


def _places(change: Change, written: Iterable[Translation]) -> Iterable[Place]:
    here = f"/staff/changes/{change.id}"
    yield from _of(Text(change.said, change.did), "", f"{here}/edit")
    for one in written:
        if one.language != SOURCE:
            yield from _of(
                one.text, f" in another language ({one.language})", f"{here}/language?language={one.language}"
            )


def _of(text: Text, where: str, link: str) -> tuple[Place, ...]:
    said, did = (f"{link}#{name}" if link else "" for name in ("said", "did"))
    return Place(f"‘You said’{where}", text.said, said), Place(f"‘We did’{where}", text.did, did)
