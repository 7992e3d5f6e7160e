"""What the detector found where, and the texts that it has still to look at, a few at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import Final

from store import experts, noticed_staff, people, settings, voices, wish_answer_words
from store.answers import words_about
from store.noticed_text import STAFF_WRITE, WINDOW, Next, Text, upto_in
from store.summaries import Summary
from store.tx import Tx

__all__ = ["STAFF_WRITE", "WAITING", "Next", "Text"]
_LIVE: Final = "superseded_at IS NULL AND t.taken_back_at IS NULL"
_THERE: Final = MappingProxyType({
    "answer": "SELECT 1 FROM answer WHERE session_id = :id AND prompt = :name AND words IS NOT NULL",
    "comment": "SELECT 1 FROM comment WHERE session_id = :id AND origin = :name AND words IS NOT NULL",
    "transcript": "SELECT 1 FROM transcript WHERE media_id = :id AND words IS NOT NULL AND :name = ''",
    "wish": "SELECT 1 FROM summary WHERE invitation_id = :id AND wish IS NOT NULL AND :name = ''",
    "view": "SELECT 1 FROM summary WHERE invitation_id = :id AND view IS NOT NULL AND :name = ''",
    "wish-answer": "SELECT 1 FROM wish_answer WHERE id = :id AND :name = ''",
    "wish-answer-words": "SELECT 1 FROM wish_answer_words WHERE id = :id AND :name = ''",
    "expert": "SELECT 1 FROM expert_answer WHERE expert_id = :id AND part = :name",
    "voice": "SELECT 1 FROM assessment_voice WHERE id = :id AND :name = ''",
    "declaration": "SELECT 1 FROM assessment_part WHERE assessment_id = :id AND part = 'declaration' AND :name = ''",
    **noticed_staff.THERE,
})  # fmt: skip
"""First part of a source → whether its text still stands."""


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


def is_there(tx: Tx, source: str) -> bool:
    """Whether the text still stands that something was found in: then it could be looked at, and told, again."""
    kind, _, rest = source.partition("/")
    number, _, name = rest.partition("/")
    if kind not in _THERE or not number.isdigit():
        return False
    return tx.one(_THERE[kind], id=int(number), name=name) is not None


def out_of_date(tx: Tx, before: str, held: frozenset[int]) -> Iterator[int]:
    """The worries whose finds are older than that and belong to no text any more; not of those who are held."""
    rows = tx.all(
        """SELECT n.worry_id, n.source, w.person_id, w.about_id FROM noticed n LEFT JOIN worry w ON w.id = n.worry_id
        WHERE n.worry_id IN (SELECT worry_id FROM noticed GROUP BY worry_id HAVING MAX(at) < :before)
        ORDER BY n.worry_id""",
        before=before,
    )
    for worry_id, finds in groupby(rows, key=itemgetter(0)):
        found = list(finds)
        if held.isdisjoint({*found[0][2:]}) and not any(is_there(tx, row[1]) for row in found):
            yield int(worry_id)


def forget(tx: Tx, worry_ids: Iterable[int]) -> None:
    """Deletes what was found, by the worry that came of it."""
    tx.many("DELETE FROM noticed WHERE worry_id = :id", [{"id": one} for one in worry_ids])


def upto(tx: Tx, where: str) -> int:
    """How far the texts of one kind have been looked at."""
    return int(settings.get(tx, f"detector upto {where}") or 0)


def looked(tx: Tx, where: str, row_id: int) -> None:
    """Notes how far they have been looked at."""
    settings.put(tx, f"detector upto {where}", str(row_id))
    if where in noticed_staff.WAITING:
        noticed_staff.begin(tx, where, row_id)


def _answers(tx: Tx, after: int, limit: int) -> Next:
    return _said(tx, "answer", "prompt", after, limit)


def _comments(tx: Tx, after: int, limit: int) -> Next:
    return _said(tx, "comment", "origin", after, limit)


def _said(tx: Tx, table: str, part: str, after: int, limit: int) -> Next:
    """Words that were said in talks. Both tables have one shape; `part` is what knows a text within its talk."""
    rows = tx.all(
        f"""SELECT t.id, t.session_id, t.person_id, t.service_id, t.{part}, t.language, s.person_id, t.words
        FROM {table} t JOIN session s ON s.id = t.session_id
        WHERE t.id > :after AND t.id <= :end AND t.words IS NOT NULL AND t.{_LIVE} ORDER BY t.id LIMIT :limit""",
        after=after, end=after + WINDOW, limit=limit,
    )  # fmt: skip
    texts = []
    for _, session, person, service, name, language, teller, sealed in rows:
        key = people.data_key(tx, person)
        if key:
            about = words_about(session, name) if table == "answer" else f"comment.words/{session}"
            source, words = f"{table}/{session}/{name}", key.open_text(about, sealed)
            texts.append(
                _told(source, words, language, service=service, subject=person, teller=teller, session=session)
            )
    return Next(tuple(texts), upto_in(tx, table, [row[0] for row in rows], after, limit))


def _transcripts(tx: Tx, after: int, limit: int) -> Next:
    rows = tx.all(
        """SELECT t.media_id, m.person_id, t.words FROM transcript t JOIN media m ON m.id = t.media_id
        WHERE t.media_id > :after AND t.media_id <= :end AND t.words IS NOT NULL ORDER BY t.media_id LIMIT :limit""",
        after=after, end=after + WINDOW, limit=limit,
    )  # fmt: skip
    texts = []
    for media_id, person, sealed in rows:
        key = people.data_key(tx, person)
        found = spoken(tx, media_id, key.open_text(f"transcript.words/{media_id}", sealed)) if key else None
        texts += [found] if found else []
    return Next(tuple(texts), upto_in(tx, "media", [row[0] for row in rows], after, limit))


def _summaries(tx: Tx, after: int, limit: int) -> Next:
    rows = tx.all(
        """SELECT m.id, m.invitation_id, m.person_id, p.service_id, m.wish, m.view
        FROM summary m JOIN person p ON p.id = m.person_id
        WHERE m.id > :after AND m.id <= :end AND (m.wish IS NOT NULL OR m.view IS NOT NULL)
        ORDER BY m.id LIMIT :limit""",
        after=after, end=after + WINDOW, limit=limit,
    )  # fmt: skip
    texts = []
    for row_id, invitation, person, service, wish, view in rows:
        key = people.data_key(tx, person)
        for name, sealed in (("wish", wish), ("view", view)) if key else ():
            if sealed and key:
                words = key.open_text(f"summary.{name}/{row_id}", sealed)
                words = headed(json.loads(words)) if name == "view" else words
                texts.append(Text(f"{name}/{invitation}", words, STAFF_WRITE, service, person))
    return Next(tuple(texts), upto_in(tx, "summary", [row[0] for row in rows], after, limit))


def _voices(tx: Tx, after: int, limit: int) -> Next:
    rows = tx.all(
        """SELECT v.id, v.assessment_id, a.service_id, v.kind
        FROM assessment_voice v JOIN assessment a ON a.id = v.assessment_id
        WHERE v.id > :after AND v.id <= :end ORDER BY v.id LIMIT :limit""",
        after=after,
        end=after + WINDOW,
        limit=limit,
    )
    texts = []
    for voice, assessment, service, kind in rows:
        found = next((one for one in voices.of(tx, assessment, kind) if one.id == voice and one.text("words")), None)
        texts += [Text(f"voice/{voice}", found.text("words"), STAFF_WRITE, service)] if found else []
    return Next(tuple(texts), upto_in(tx, "assessment_voice", [row[0] for row in rows], after, limit))


def _answers_to_wishes(tx: Tx, after: int, limit: int, *, table: str = wish_answer_words.FIRST) -> Next:
    other = table == wish_answer_words.OTHERS
    rows = wish_answer_words.written(tx, table, after=after, end=after + WINDOW, limit=limit)
    texts = (
        Text(of_wish_answer(number, other=other), words, language, service, person)
        for number, words, language, service, person in rows
        if words
    )
    return Next(tuple(texts), upto_in(tx, table, [row[0] for row in rows], after, limit))


def _experts(tx: Tx, after: int, limit: int) -> Next:
    rows = experts.written(tx, after=after, end=after + WINDOW, limit=limit)
    texts = (
        Text(f"expert/{number}/{part}", words, language, service, person)
        for _, number, part, words, language, service, person in rows
        if words
    )
    return Next(tuple(texts), upto_in(tx, "expert_answer", [row[0] for row in rows], after, limit))


Finder = Callable[[Tx, int, int], Next]
WAITING: Final[Mapping[str, Finder]] = MappingProxyType({
    "answers": _answers,
    "comments": _comments,
    "transcripts": _transcripts,
    "summaries": _summaries,
    "public": _voices,
    "wishes": _answers_to_wishes,
    "wishes told": partial(_answers_to_wishes, table=wish_answer_words.OTHERS),
    "experts": _experts,
    **noticed_staff.WAITING,
})  # fmt: skip
"""Where texts stand, and how the next are found."""


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


def of_wish_answer(number: int, *, other: bool = False) -> str:
    """Where the words of an answer to a wish stand; or, by their own number, those in another language."""
    return f"wish-answer{'-words' if other else ''}/{number}"


def headed(view: dict[str, str]) -> str:
    """What stands under the headings of a keyworker's view, as one text."""
    return "\n".join(view.values())


def _told(
    source: str, words: str, language: str, *, service: int, subject: int, teller: int | None, session: int
) -> Text:
    about = subject if teller != subject else None
    return Text(source, words, language, service, teller, session, about)
