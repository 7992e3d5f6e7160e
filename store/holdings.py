"""All that the database holds on one person, table by table. A test fails where a table is not named here.

`HOLDINGS` are the tables with rows that belong to a person, `OTHERS` those that hold nothing of one. What is sealed is
opened with the person's key. What others said about them in confidence is left out on purpose: `WITHHELD` says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from store import people
from store.crypto import DataKey
from store.tx import Tx

Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Holding:
    """One table, as far as it is about a person.

    Attributes:
        where: Which rows; `:id` is the person's number.
        columns: What is read of them, in order.
        sealed: Columns that are sealed with the person's key → what they are sealed about, filled from the row.
        after: What forgetting leaves of these rows: `nothing`; `numbers` (that there was a talk, not what was said in
            it); or `answers`, the choices, unless these were to go too.
        free: Columns in which someone wrote, said or showed what they liked.
    """

    where: str
    columns: tuple[str, ...]
    after: str
    sealed: Mapping[str, str] = field(default_factory=dict)
    free: tuple[str, ...] = ()


_TALKS = "session_id IN (SELECT id FROM session WHERE person_id = :id)"
_SUMMARIES = "summary_id IN (SELECT id FROM summary WHERE person_id = :id)"
_RECORDS = "record_id IN (SELECT id FROM record WHERE person_id = :id)"
_INVITED = "invitation_id IN (SELECT id FROM invitation WHERE person_id = :id)"
_OWN = "level = 'person' AND whose = :id"
_LANES = "EXISTS (SELECT 1 FROM chat c WHERE c.person_id = :id AND c.bot = {0}.bot AND c.lane = {0}.lane)"
_LOOKS = "person_id = :id AND did NOT LIKE '%worr%'"

HOLDINGS: Mapping[str, Holding] = {
    "person": Holding(
        "id = :id",
        (
            "service_id",
            "audience",
            "relative_of",
            "language",
            "zone",
            "created_at",
            "keyworker_id",
            "helper_id",
            "stopped_at",
            "no_reminders_at",
            "forgotten_at",
        ),
        "numbers",
    ),
    "identity": Holding(
        "person_id = :id", ("person_id", "name"), "nothing", {"name": "identity.name/{person_id}"}, ("name",)
    ),
    "profile": Holding(
        "person_id = :id",
        ("person_id", "body", "reviewed_on", "reviewed_by", "changed_at"),
        "nothing",
        {"body": "profile.body/{person_id}"},
        ("body",),
    ),
    "decision": Holding(
        "person_id = :id",
        (
            "person_id",
            "about",
            "how",
            "agreed",
            "body",
            "decided_on",
            "review_on",
            "recorded_by",
            "recorded_at",
            "ended_at",
        ),
        "nothing",
        {"body": "decision.body/{person_id}"},
        ("body",),
    ),
    "not_asked": Holding("person_id = :id", ("round_id", "why", "recorded_by", "recorded_at"), "nothing"),
    "observation": Holding(
        "person_id = :id",
        ("id", "person_id", "round_id", "decided", "created_at"),
        "numbers",
        {"decided": "observation.decided/{person_id}"},
        ("decided",),
    ),
    "invitation": Holding(
        "person_id = :id",
        (
            "id",
            "round_id",
            "code",
            "areas",
            "kind",
            "created_at",
            "expires_at",
            "opened_at",
            "sent_at",
            "sent_by",
            "not_before",
            "revoked_at",
        ),
        "numbers",
    ),
    "reminder": Holding(_INVITED, ("channel", "at", "sent_at", "asked_by"), "nothing"),
    "session": Holding("person_id = :id", ("id", "state", "step", "started_at", "updated_at"), "numbers"),
    "consent": Holding(
        _TALKS,
        (
            "session_id",
            "version",
            "text_hash",
            "agreed",
            "at",
            "language",
            "channel",
            "support",
            "helper",
            "taken_back_at",
        ),
        "numbers",
    ),
    "input": Holding(_TALKS, ("channel", "arrived_at"), "numbers"),
    "flag": Holding(_TALKS, ("prompt", "flag", "at"), "answers"),
    "shown": Holding(_TALKS, ("prompt", "did", "seconds"), "answers"),
    "answer": Holding(
        f"person_id = :id AND {_TALKS}",
        (
            "id",
            "session_id",
            "prompt",
            "reply",
            "choices",
            "size",
            "support",
            "helper",
            "present",
            "words",
            "media_id",
            "at",
            "language",
            "superseded_at",
            "taken_back_at",
            "heard_at",
            "heard_by",
        ),
        "answers",
        {"words": "answer.words/{session_id}/{prompt}"},
        ("words",),
    ),
    "standing": Holding(
        "person_id = :id", ("round_id", "code", "standard", "support", "about", "source", "standing"), "answers"
    ),
    "comment": Holding(
        f"person_id = :id AND {_TALKS}",
        ("id", "session_id", "prompt", "words", "media_id", "at", "taken_back_at", "heard_at", "heard_by"),
        "nothing",
        {"words": "comment.words/{session_id}"},
        ("words",),
    ),
    "media": Holding(
        "person_id = :id",
        ("id", "file", "mime", "bytes", "stored_at", "heard_at", "heard_by"),
        "nothing",
        {},
        ("file",),
    ),
    "transcript": Holding(
        "media_id IN (SELECT id FROM media WHERE person_id = :id)",
        ("media_id", "draft", "made_by", "made_at", "words", "confirmed_by", "confirmed_at"),
        "nothing",
        {"draft": "transcript.draft/{media_id}", "words": "transcript.words/{media_id}"},
        ("draft", "words"),
    ),
    "chat": Holding(
        "person_id = :id",
        ("bot", "lane", "address", "aloud", "opened_at", "closed_at", "closed_why"),
        "nothing",
        {"address": "chat.address/{bot}/{lane}"},
        ("address",),
    ),
    "inbox": Holding(_LANES.format("inbox"), ("arrived_at", "handled_at"), "nothing"),
    "outbox": Holding(_LANES.format("outbox"), ("made_at", "done_at"), "nothing"),
    "own_picture": Holding(
        _OWN,
        ("id", "concept", "file", "details", "mime", "shows_person", "until", "added_at", "added_by", "withdrawn_at"),
        "numbers",
        {},
        ("file", "details"),
    ),
    "own_picture_sent": Holding(f"picture_id IN (SELECT id FROM own_picture WHERE {_OWN})", ("message",), "nothing"),
    "summary": Holding(
        "person_id = :id",
        (
            "id",
            "month",
            "version",
            "begun_at",
            "view",
            "view_at",
            "wish",
            "change_ok",
            "family_ok",
            "person_signed_at",
            "staff_signed_at",
            "closed_at",
        ),
        "nothing",
        {"view": "summary.view/{id}", "wish": "summary.wish/{id}"},
        ("view", "wish"),
    ),
    "summary_shared": Holding(_SUMMARIES, ("answer_id", "at"), "nothing"),
    "promise": Holding(
        "person_id = :id",
        ("id", "summary_id", "body", "by_day", "state", "why", "ticked_at", "ticked_by"),
        "nothing",
        {"body": "promise/{summary_id}", "why": "promise/{summary_id}"},
        ("body", "why"),
    ),
    "wish": Holding(
        "person_id = :id",
        ("id", "summary_id", "body", "made_at", "kind", "taken_at", "due_on"),
        "nothing",
        {"body": "wish/{summary_id}"},
        ("body",),
    ),
    "record": Holding(
        "person_id = :id",
        (
            "id",
            "kind",
            "happened_on",
            "naming",
            "seen_by",
            "public",
            "body",
            "file",
            "mime",
            "made_at",
            "asked_on",
            "asked",
            "taken_back_at",
            "removed_at",
        ),
        "nothing",
        {"body": "record.body/{id}", "asked": "record.asked/{id}"},
        ("body", "asked", "file"),
    ),
    "record_shows": Holding(_RECORDS, ("record_id", "standard", "says"), "nothing"),
    "record_use": Holding(_RECORDS, ("place", "path", "at", "done_at", "done_by"), "nothing"),
    "change_heard": Holding("person_id = :id", ("change_id", "kind"), "nothing"),
    "change_told": Holding(
        "person_id = :id",
        ("change_id", "channel", "at", "sent_at", "seen_at", "asked_at", "better", "better_at"),
        "nothing",
    ),
    "access_log": Holding(_LOOKS, ("at", "who", "did"), "numbers"),
    "forgetting": Holding(
        "person_id = :id",
        ("with_answers", "asked_by", "asked_at", "due_at", "undone_at", "begun_at", "done_at"),
        "numbers",
    ),
    "legal_hold": Holding("person_id = :id", ("at", "who", "lifted_at", "lifted_by"), "numbers"),
}
"""Table → what it holds on a person."""

WITHHELD: Mapping[str, str] = {
    "worry": (
        "A worry may be about someone who would harm the person who told it, or who reads this. It is never in this "
        "file, and the file does not say whether there is one. The safeguarding lead decides what can be shown."
    ),
    "what others saw": (
        "What two people wrote who watched this person was told in confidence. How many answers there are is in this "
        "file, their words are not. The safeguarding lead decides what can be shown."
    ),
    "why it is kept": (
        "Why nothing may be deleted for now can be about a complaint or a court case with others in it. The file says "
        "since when and by whom."
    ),
}
"""What is left out → why. Both are said in the file."""

OTHERS: Mapping[str, str] = {
    "schema_version": "the schema",
    "setting": "settings of the provider",
    "service": "services, and who on the staff hears their worries",
    "round": "rounds",
    "pack": "questions",
    "flow": "which questions a talk has",
    "consent_text": "the words that everyone is shown",
    "tally": "counts of people",
    "published": "counts that readers were last shown",
    "worry": "withheld: see WITHHELD",
    "alert_chat": "chats of safeguarding leads",
    "alert_link": "links of safeguarding leads",
    "upload": "pictures and sounds that every chat has, by content; private sounds are never kept",
    "staff_member": "staff who sign in",
    "staff_service": "staff who sign in",
    "staff_link": "staff who sign in",
    "staff_session": "staff who sign in",
    "staff_chat": "staff who sign in",
    "staff_chat_link": "staff who sign in",
    "staff_passkey": "staff who sign in",
    "staff_account": "staff who sign in",
    "plan": "the register of actions",
    "plan_part": "the register of actions",
    "action": "the register of actions: about no one person",
    "action_standard": "the register of actions",
    "action_basis": "the register of actions",
    "action_expected": "the register of actions",
    "action_person": "the register of actions: who on the staff leads",
    "action_note": "the register of actions",
    "action_reminder": "the register of actions",
    "assessment": "self-assessments",
    "assessment_part": "self-assessments, in managers' own words",
    "assessment_version": "self-assessments that were signed",
    "assessment_voice": "what the public wrote, of whom nothing else is known",
    "change": "what changed, in managers' own words",
    "change_words": "what changed, in other languages",
    "change_answer": "which answers led to a change, not whose",
    "wall": "pages for walls",
    "retention_log": "how much the rules deleted",
    "retention_period": "how long things are kept",
}
"""Tables that hold nothing of a person who may be asked → what is in them."""


def rows(tx: Tx, person_id: int) -> dict[str, list[Found]]:
    """All of it, opened, by table; tables with nothing are left out. The caller logs that someone looked.

    A value that cannot be opened any more, since its key is gone, is None.
    """
    key = people.data_key(tx, person_id)
    found = {table: [_opened(key, holding, row) for row in _rows(tx, table, holding, person_id)]
             for table, holding in HOLDINGS.items()}  # fmt: skip
    return {table: kept for table, kept in found.items() if kept}


def counts(tx: Tx, person_id: int) -> dict[str, int]:
    """How many rows each table has of a person."""
    made = {table: tx.one(f"SELECT COUNT(*) FROM {table} WHERE {held.where}", id=person_id)
            for table, held in HOLDINGS.items()}  # fmt: skip
    return {table: int(row[0]) for table, row in made.items() if row and row[0]}


def looks(tx: Tx, person_id: int) -> list[tuple[str, str, str]]:
    """Who did what with what is known of a person, and when: (when, who, what), the latest first. Never of worries."""
    rows = tx.all(f"SELECT at, who, did FROM access_log WHERE {_LOOKS} ORDER BY id DESC", id=person_id)
    return [(row[0], row[1], row[2]) for row in rows]


def is_shared(tx: Tx, person_id: int) -> bool:
    """Whether something of theirs went to their family, or stands where everyone can read it."""
    row = tx.one(
        """SELECT 1 FROM summary WHERE person_id = :id AND family_ok = 1 AND closed_at IS NULL
        UNION SELECT 1 FROM record WHERE person_id = :id AND public = 1 AND removed_at IS NULL""",
        id=person_id,
    )
    return row is not None


def seen_by_others(tx: Tx, person_id: int) -> int:
    """How many answers others gave about a person whom they watched."""
    sql = f"SELECT COUNT(*) FROM answer WHERE person_id = :id AND NOT ({_TALKS})"
    row = tx.one(sql, id=person_id)
    return int(row[0]) if row else 0


def said_of_others(tx: Tx, person_id: int) -> int:
    """How many answers a person gave about others whom they watched."""
    row = tx.one(f"SELECT COUNT(*) FROM answer WHERE person_id <> :id AND {_TALKS}", id=person_id)
    return int(row[0]) if row else 0


def _rows(tx: Tx, table: str, holding: Holding, person_id: int) -> list[Found]:
    columns = ", ".join(holding.columns)
    found = tx.all(f"SELECT {columns} FROM {table} WHERE {holding.where} ORDER BY 1", id=person_id)
    return [dict(zip(holding.columns, row, strict=True)) for row in found]


def _opened(key: DataKey | None, holding: Holding, row: Found) -> Found:
    opened = {
        column: key.open_text(about.format(**row), row[column]) if key and row[column] else None
        for column, about in holding.sealed.items()
    }
    plain = {name: value for name, value in row.items() if not isinstance(value, bytes | memoryview)}
    return {name: opened.get(name, plain.get(name)) for name in holding.columns}
