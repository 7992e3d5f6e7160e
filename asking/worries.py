"""The one way in for a worry, whoever raises it: it is kept, and whoever keeps people safe is told at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from asking import worry_alerts
from asking.moment import stamp
from asking.names_in_words import named
from store import access_log, members, services, worries, worry_contacts, worry_hiding, worry_said
from store.tx import Tx
from store.worries import Spoken, Worry

SAME_TELLING = timedelta(minutes=15)
"""What comes in one talk within so long of the last word is one worry. Ours, to be argued with evidence."""
BY_THE_PROGRAM = "Plainsay"
"""Who keeps a worry from somebody whose name stands in it, in the access log."""


def raise_worry(
    tx: Tx,
    now: datetime,
    *,
    service_id: int,
    person_id: int | None,
    session_id: int | None,
    words: str,
    origin: str,
    kinds: Iterable[str] = (),
    language: str = "en",
    raised_by: int | None = None,
    about_id: int | None = None,
    spoken: Spoken | None = None,
    source: str = "",
    about_staff: Iterable[str] = (),
) -> int:
    """Keep a worry and tell whoever keeps people safe, in this transaction; gives its id.

    The caller rings the bell once the transaction is saved. What comes in the same telling is added to it.

    `service_id` is 0 where nobody knows: then the leads and deputies of every service hear it. `origin` is one of
    `store.worries.ORIGINS`; `kinds` is what the detector takes it for; `raised_by` the member who tells it or passes it
    on. `source` is what it was found in, such as `comment/12`: found twice, it is one worry. `about_id` is whom it is
    about, where that is not who told it; `about_staff` the names of those on the staff whom the teller names.
    """
    known, kinds = _known(tx, session_id=session_id, source=source, now=now, origin=origin), tuple(kinds)
    if known is not None:
        _add(tx, known, now, words=words, kinds=kinds, spoken=spoken)
        _keep_from_those_named(tx, known, words, now)
        return known.id
    told = {"person_id": person_id, "session_id": session_id, "words": words, "spoken": spoken, "language": language}
    came = {"origin": origin, "kinds": kinds, "raised_by": raised_by, "about_id": about_id, "source": source}
    worry = _new(tx, service_id, told_at=stamp(now), **told, **came)
    keep_from(tx, worry, about_staff, why=worry_hiding.PICKED, at=stamp(now))
    _keep_from_those_named(tx, worry, words, now)
    worry_alerts.alert(tx, worry.id, now)
    return worry.id


def keep_from(tx: Tx, worry: Worry, names: Iterable[str], *, why: str, at: str) -> None:
    """From now on nobody of these names hears of a worry or finds it. One who had it has it no more."""
    staff = members.active(tx)
    found: dict[str, str] = {}
    for name in names:
        found |= dict.fromkeys(worry_hiding.known_by(name), name)
        for one in staff:
            if worry_hiding.known_by(one.name) == worry_hiding.known_by(name):
                found |= dict.fromkeys(worry_hiding.known_by(one.name, one.id), name)
    if found:
        worry_hiding.keep_from(tx, worry, found, why=why, at=at)
        access_log.add(tx, at=at, who=BY_THE_PROGRAM, did=f"kept worry {worry.id} from whom it is about")
    holder = members.get(tx, worry.taken_by) if worry.taken_by else None
    holders = {worry.acknowledged_by or "", holder.name if holder else ""} - {""}
    if any(worry_hiding.known_by(one)[0] in found for one in holders):
        worries.give_back(tx, worry.id, at)


def is_passed_on(tx: Tx, worry_id: int) -> bool:
    """Whether somebody was told by a message that makes them look, or has it: only then may a page say so."""
    worry = worries.without_words(tx, worry_id)
    return worry is not None and (worry.acknowledged_at is not None or (worry.alerts > 0 and worry.reached > 0))


def last_is_passed_on(tx: Tx, session_id: int | None) -> bool:
    """The same of what was told last in a talk."""
    told = worries.of_session(tx, session_id) if session_id is not None else ()
    own = [one for one in told if one.origin == worries.TAP]
    return bool(own) and is_passed_on(tx, own[-1].id)


def could_be_named(tx: Tx) -> tuple[str, ...]:
    """Everyone who would hear of a worry, or could find it: whose names are looked for in its words."""
    found = [one.name for one in members.active(tx)] + [one.name for one in worry_contacts.all(tx)]
    for service in services.all(tx):
        found += [service.lead_name, service.deputy_name]
    return tuple(dict.fromkeys(name for name in found if name))


def _known(tx: Tx, *, session_id: int | None, source: str, now: datetime, origin: str) -> Worry | None:
    """The worry that this belongs to: found in the same thing, or told in the same talk just now.

    What the person tells by a tap never joins what the program only noticed: it is told at once.
    """
    if source:
        same = [one for one in worries.of_source(tx, source) if one.closed_at is None]
        if same:
            return same[-1]
    if session_id is None:
        return None
    since = stamp(now - SAME_TELLING)
    told = [one for one in worries.of_session(tx, session_id) if one.closed_at is None]
    if origin == worries.TAP:
        told = [one for one in told if one.origin == worries.TAP]
    return next((one for one in reversed(told) if max(one.told_at, one.added_at) >= since), None)


def _add(tx: Tx, worry: Worry, now: datetime, *, words: str, kinds: tuple[str, ...], spoken: Spoken | None) -> None:
    """Add to what was told. Whoever has it already hears that there is more; otherwise the alerts go on."""
    if words or spoken:
        worry_said.add(tx, worry, words=words, at=stamp(now), spoken=spoken)
    worries.add_kinds(tx, worry, kinds, stamp(now))
    if worry.acknowledged_at is not None:
        worry_alerts.tell_more(tx, worry, now)


def _keep_from_those_named(tx: Tx, worry: Worry, words: str, now: datetime) -> None:
    keep_from(tx, worry, named(words, could_be_named(tx)), why=worry_hiding.NAMED, at=stamp(now))


def _new(tx: Tx, service_id: int, **told: Any) -> Worry:
    """Keep a new one. One of no known service hangs on any of them, and says that it is of all."""
    everywhere = service_id == 0
    here = services.ever(tx)[0].id if everywhere else service_id
    found = worries.without_words(tx, worries.add(tx, service_id=here, everywhere=everywhere, **told))
    if found is None:  # it was added in this very transaction
        raise AssertionError
    return found
