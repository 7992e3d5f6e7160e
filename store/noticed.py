"""What the detector found where, and the texts that it has still to look at, a few at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from store import people, settings, voices
from store.answers import words_about
from store.summaries import Summary
from store.tx import Tx

WINDOW: Final = 50_000
"""Rows of a table that one look goes over: few of them hold words."""
STAFF_WRITE: Final = "en"
"""The language of what staff write on their pages."""
_LIVE: Final = "superseded_at IS NULL AND {t}.taken_back_at IS NULL"


@dataclass(frozen=True, slots=True)
class Text:
    """Something that someone wrote or said, and where it stands.

    Attributes:
        source: Where it stands: the same when it is edited or corrected.
        service_id: 0 where it belongs to no service.
        person_id: Who wrote it; None for someone outside.
        about_id: Whom it is about, where that is somebody else.
    """

    source: str
    words: str
    language: str
    service_id: int
    person_id: int | None = None
    session_id: int | None = None
    about_id: int | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """Texts to look at, and how far they go: the next look begins behind `upto`."""

    texts: tuple[Text, ...]
    upto: int


def kinds_of(tx: Tx, source: str) -> frozenset[str]:
    """What was found in a text before; nothing where nothing was."""
    row = tx.one("SELECT kinds FROM noticed WHERE source = :source", source=source)
    return frozenset(str(row[0]).split()) if row else frozenset()


def put(tx: Tx, source: str, *, worry_id: int, kinds: frozenset[str], at: str) -> None:
    """Keeps what was found in a text, and the worry that came of it."""
    tx.run(
        """INSERT INTO noticed (source, worry_id, kinds, at) VALUES (:source, :worry_id, :kinds, :at)
        ON CONFLICT (source) DO UPDATE SET worry_id = excluded.worry_id, kinds = excluded.kinds, at = excluded.at""",
        source=source,
        worry_id=worry_id,
        kinds=" ".join(sorted(kinds)),
        at=at,
    )


def upto(tx: Tx, where: str) -> int:
    """How far the texts of one kind have been looked at."""
    return int(settings.get(tx, f"detector upto {where}") or 0)


def looked(tx: Tx, where: str, row_id: int) -> None:
    """Notes how far they have been looked at."""
    settings.put(tx, f"detector upto {where}", str(row_id))


def _answers(tx: Tx, after: int, limit: int) -> Next:
    live = _LIVE.format(t="a")
    rows = tx.all(
        f"""SELECT a.id, a.session_id, a.person_id, a.service_id, a.prompt, a.language, s.person_id, a.words
        FROM answer a JOIN session s ON s.id = a.session_id
        WHERE a.id > :after AND a.id <= :end AND a.words IS NOT NULL AND a.{live} ORDER BY a.id LIMIT :limit""",
        after=after,
        end=after + WINDOW,
        limit=limit,
    )
    texts = []
    for _, session, person, service, prompt, language, teller, sealed in rows:
        key = people.data_key(tx, person)
        if key:
            words = key.open_text(words_about(session, prompt), sealed)
            texts.append(
                _told(
                    f"answer/{session}/{prompt}",
                    words,
                    language,
                    service=service,
                    subject=person,
                    teller=teller,
                    session=session,
                )
            )
    return Next(tuple(texts), _upto(tx, "answer", [row[0] for row in rows], after, limit))


def _comments(tx: Tx, after: int, limit: int) -> Next:
    live = _LIVE.format(t="c")
    rows = tx.all(
        f"""SELECT c.id, c.session_id, c.person_id, c.service_id, c.origin, c.language, s.person_id, c.words
        FROM comment c JOIN session s ON s.id = c.session_id
        WHERE c.id > :after AND c.id <= :end AND c.words IS NOT NULL AND c.{live} ORDER BY c.id LIMIT :limit""",
        after=after,
        end=after + WINDOW,
        limit=limit,
    )
    texts = []
    for _, session, person, service, origin, language, teller, sealed in rows:
        key = people.data_key(tx, person)
        if key:
            words = key.open_text(f"comment.words/{session}", sealed)
            texts.append(
                _told(
                    f"comment/{session}/{origin}",
                    words,
                    language,
                    service=service,
                    subject=person,
                    teller=teller,
                    session=session,
                )
            )
    return Next(tuple(texts), _upto(tx, "comment", [row[0] for row in rows], after, limit))


def _transcripts(tx: Tx, after: int, limit: int) -> Next:
    rows = tx.all(
        """SELECT t.media_id, m.person_id, t.words FROM transcript t JOIN media m ON m.id = t.media_id
        WHERE t.media_id > :after AND t.media_id <= :end AND t.words IS NOT NULL ORDER BY t.media_id LIMIT :limit""",
        after=after,
        end=after + WINDOW,
        limit=limit,
    )
    texts = []
    for media_id, person, sealed in rows:
        key = people.data_key(tx, person)
        found = spoken(tx, media_id, key.open_text(f"transcript.words/{media_id}", sealed)) if key else None
        texts += [found] if found else []
    return Next(tuple(texts), _upto(tx, "media", [row[0] for row in rows], after, limit))


def _summaries(tx: Tx, after: int, limit: int) -> Next:
    rows = tx.all(
        """SELECT m.id, m.invitation_id, m.person_id, p.service_id, m.wish, m.view
        FROM summary m JOIN person p ON p.id = m.person_id
        WHERE m.id > :after AND m.id <= :end AND (m.wish IS NOT NULL OR m.view IS NOT NULL)
        ORDER BY m.id LIMIT :limit""",
        after=after,
        end=after + WINDOW,
        limit=limit,
    )
    texts = []
    for row_id, invitation, person, service, wish, view in rows:
        key = people.data_key(tx, person)
        for name, sealed in (("wish", wish), ("view", view)) if key else ():
            if sealed and key:
                words = key.open_text(f"summary.{name}/{row_id}", sealed)
                words = headed(json.loads(words)) if name == "view" else words
                texts.append(Text(f"{name}/{invitation}", words, STAFF_WRITE, service, person))
    return Next(tuple(texts), _upto(tx, "summary", [row[0] for row in rows], after, limit))


def _voices(tx: Tx, after: int, limit: int) -> Next:
    rows = tx.all(
        """SELECT v.id, v.assessment_id, a.service_id
        FROM assessment_voice v JOIN assessment a ON a.id = v.assessment_id
        WHERE v.id > :after AND v.id <= :end AND v.kind = :kind ORDER BY v.id LIMIT :limit""",
        after=after,
        end=after + WINDOW,
        kind=voices.CHALLENGE,
        limit=limit,
    )
    texts = []
    for voice, assessment, service in rows:
        found = next((one for one in voices.of(tx, assessment, voices.CHALLENGE) if one.id == voice), None)
        texts += [Text(f"voice/{voice}", found.text("words"), STAFF_WRITE, service)] if found else []
    return Next(tuple(texts), _upto(tx, "assessment_voice", [row[0] for row in rows], after, limit))


WAITING: Final = MappingProxyType({
    "answers": _answers,
    "comments": _comments,
    "transcripts": _transcripts,
    "summaries": _summaries,
    "public": _voices,
})  # fmt: skip
"""Where texts stand, and how the next are found."""
Finder = Callable[[Tx, int, int], Next]


def waiting(tx: Tx, limit: int) -> Iterator[tuple[str, Next]]:
    """The next texts of each kind that nobody has looked at, where there are any rows to go over."""
    for where, find in WAITING.items():
        after = upto(tx, where)
        found = find(tx, after, limit)
        if found.upto > after:
            yield where, found


def spoken(tx: Tx, media_id: int, words: str) -> Text | None:
    """What a listener heard in a recording, as a text; None where the recording belongs to nothing any more."""
    for table in ("answer", "comment"):
        row = tx.one(
            f"""SELECT t.session_id, t.person_id, t.service_id, t.language, s.person_id
            FROM {table} t JOIN session s ON s.id = t.session_id
            WHERE t.person_id = (SELECT person_id FROM media WHERE id = :id) AND t.media_id = :id
            ORDER BY t.id DESC LIMIT 1""",
            id=media_id,
        )
        if row:
            session, person, service, language, teller = row
            return _told(
                f"transcript/{media_id}",
                words,
                language,
                service=service,
                subject=person,
                teller=teller,
                session=session,
            )
    return None


def of_summary(tx: Tx, summary: Summary, name: str, words: str) -> Text:
    """A text of a monthly summary. A correction of the summary keeps its place."""
    person = people.get(tx, summary.person_id)
    service_id = person.service_id if person else 0
    return Text(f"{name}/{summary.invitation_id}", words, STAFF_WRITE, service_id, summary.person_id)


def headed(view: dict[str, str]) -> str:
    """What stands under the headings of a keyworker's view, as one text."""
    return "\n".join(view.values())


def _told(
    source: str, words: str, language: str, *, service: int, subject: int, teller: int | None, session: int
) -> Text:
    about = subject if teller != subject else None
    return Text(source, words, language, service, teller, session, about)


def _upto(tx: Tx, table: str, found: list[int], after: int, limit: int) -> int:
    """How far a look went: to the last row that it found, or over all rows of its window."""
    if len(found) == limit:
        return found[-1]
    row = tx.one(f"SELECT MAX(id) FROM {table}")
    last = int(row[0] or 0) if row else 0
    return max(after, min(last, after + WINDOW))
