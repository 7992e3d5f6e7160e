"""The tables with rows that belong to a person, and what of each is read, opened and forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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


TALKS = "session_id IN (SELECT id FROM session WHERE person_id = :id)"
_SUMMARIES = "summary_id IN (SELECT id FROM summary WHERE person_id = :id)"
_RECORDS = "record_id IN (SELECT id FROM record WHERE person_id = :id)"
_EXPERTS = "expert_id IN (SELECT id FROM expert WHERE person_id = :id)"
_INVITED = "invitation_id IN (SELECT id FROM invitation WHERE person_id = :id)"
_OWN = "level = 'person' AND whose = :id"
_LANES = "EXISTS (SELECT 1 FROM chat c WHERE c.person_id = :id AND c.bot = {0}.bot AND c.lane = {0}.lane)"
LOOKS = "person_id = :id AND did NOT LIKE '%worr%'"
_RECORD = (
    "id", "kind", "happened_on", "naming", "seen_by", "public", "body", "file", "mime", "made_at", "asked_on", "asked",
    "taken_back_at", "removed_at",
)  # fmt: skip
_EXPERT = (
    "assessment_id", "version", "body", "language", "large", "made_at", "made_by", "expires_at", "revoked_at",
    "sent_at", "shows", "back_at", "published_at", "replied_at", "replied_by", "asked_out_at", "out_at", "out_by",
)  # fmt: skip

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
        TALKS,
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
    "input": Holding(TALKS, ("channel", "arrived_at"), "numbers"),
    "flag": Holding(TALKS, ("prompt", "flag", "at"), "answers"),
    "shown": Holding(TALKS, ("prompt", "did", "seconds"), "answers"),
    "answer": Holding(
        f"person_id = :id AND {TALKS}",
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
        f"person_id = :id AND {TALKS}",
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
    "wish_answer": Holding(
        "person_id = :id",
        ("id", "wish_id", "kind", "language", "body", "at", "tell_after", "channel", "sent_at", "seen_at", "waits"),
        "nothing",
        {"body": "wish_answer/{wish_id}"},
        ("body",),
    ),
    "wish_answer_words": Holding(
        "person_id = :id",
        ("answer_id", "language", "body", "checked_by", "at", "tell_after"),
        "nothing",
        {"body": "wish_answer_words/{answer_id}/{language}"},
        ("body",),
    ),
    "record": Holding(
        "person_id = :id",
        _RECORD,
        "nothing",
        {"body": "record.body/{id}", "asked": "record.asked/{id}"},
        ("body", "asked", "file"),
    ),
    "record_shows": Holding(_RECORDS, ("record_id", "standard", "says"), "nothing"),
    "record_change": Holding(
        "person_id = :id",
        ("id", "record_id", "at", "parts", "yes"),
        "nothing",
        {"yes": "record_change.yes/{id}"},
        ("yes",),
    ),
    "record_use": Holding(
        f"({_RECORDS} AND ended = 0) OR was_of = :id",
        ("kind", "place", "path", "naming", "public", "at", "by_whom", "done_at", "done_by", "ended"),
        "nothing",
    ),
    "expert": Holding("person_id = :id", _EXPERT, "nothing", {"body": "expert/{assessment_id}"}, ("body",)),
    "expert_answer": Holding(
        _EXPERTS, ("expert_id", "part", "body", "at"), "nothing", {"body": "expert_answer/{expert_id}"}, ("body",)
    ),
    "change_heard": Holding("person_id = :id", ("change_id", "kind"), "nothing"),
    "change_told": Holding(
        "person_id = :id",
        ("change_id", "channel", "at", "sent_at", "seen_at", "asked_at", "better", "better_at"),
        "nothing",
    ),
    "access_log": Holding(LOOKS, ("at", "who", "did"), "numbers"),
    "forgetting": Holding(
        "person_id = :id",
        ("with_answers", "asked_by", "asked_at", "due_at", "undone_at", "begun_at", "done_at"),
        "numbers",
    ),
    "legal_hold": Holding("person_id = :id", ("at", "who", "lifted_at", "lifted_by"), "numbers"),
}
"""Table → what it holds on a person."""
