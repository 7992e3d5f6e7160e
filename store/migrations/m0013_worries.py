"""Worries whole: where they came from, who is told and who never, what was done, and what was learned."""

_WORRY = (
    # How it came: by a tap, from staff, from someone who heard or read something, from the detector, from the public.
    "origin TEXT NOT NULL DEFAULT 'tap'",
    # The member who told it or passed it on; what it was found in, such as `comment/12`; the detector's kinds.
    "raised_by BIGINT",
    "source TEXT NOT NULL DEFAULT ''",
    "kinds TEXT NOT NULL DEFAULT ''",
    # Nobody knows in which service: `service_id` is any, and all leads and deputies hear it.
    "everywhere INTEGER NOT NULL DEFAULT 0",
    # When more was said, and when the timetable of alerts began, was last kept, how often, and went beyond the house.
    "added_at TEXT NOT NULL DEFAULT ''",
    "alerted_from TEXT NOT NULL DEFAULT ''",
    "alerted_at TEXT NOT NULL DEFAULT ''",
    "alerts INTEGER NOT NULL DEFAULT 0",
    "escalated_at TEXT NOT NULL DEFAULT ''",
    # How many of those who were told last could be reached by a chat or an e-mail.
    "reached INTEGER NOT NULL DEFAULT 1",
    # Whose it is, when they were last reminded of it, and its end. `part_of` is the worry that this one belongs to.
    "taken_by BIGINT",
    "reminded_at TEXT NOT NULL DEFAULT ''",
    "closed_at TEXT",
    "closed_by TEXT NOT NULL DEFAULT ''",
    "outcome TEXT NOT NULL DEFAULT ''",
    "part_of BIGINT",
    "action_id BIGINT",
)
STATEMENTS: tuple[str, ...] = (
    *(f"ALTER TABLE worry ADD COLUMN {column}" for column in _WORRY),
    "CREATE INDEX worry_open ON worry (id) WHERE closed_at IS NULL",
    "CREATE INDEX worry_by_session ON worry (session_id) WHERE session_id IS NOT NULL",
    # What was said in addition, in the same telling: words sealed with the worry's key, a recording with its own.
    """CREATE TABLE worry_said (
        id {id}, worry_id BIGINT NOT NULL REFERENCES worry (id), at TEXT NOT NULL, words {blob} NOT NULL,
        data_key {blob}, file TEXT, mime TEXT)""",
    "CREATE INDEX worry_said_by_worry ON worry_said (worry_id)",
    # What was done: the body is sealed with the worry's key.
    """CREATE TABLE worry_note (
        id {id}, worry_id BIGINT NOT NULL REFERENCES worry (id), at TEXT NOT NULL, who TEXT NOT NULL,
        kind TEXT NOT NULL, body {blob} NOT NULL)""",
    "CREATE INDEX worry_note_by_worry ON worry_note (worry_id)",
    # Who must never see it or hear of it: a keyed hash of a name or a member's number, and the name, sealed.
    """CREATE TABLE worry_kept_from (
        worry_id BIGINT NOT NULL REFERENCES worry (id), hashed TEXT NOT NULL, name {blob} NOT NULL, why TEXT NOT NULL,
        at TEXT NOT NULL, lifted_at TEXT, PRIMARY KEY (worry_id, hashed))""",
    # Who was told when, and by which ways: each once a step.
    """CREATE TABLE worry_alert (
        id {id}, worry_id BIGINT NOT NULL REFERENCES worry (id), step INTEGER NOT NULL, at TEXT NOT NULL,
        role TEXT NOT NULL, name TEXT NOT NULL, ways TEXT NOT NULL, UNIQUE (worry_id, step, role, name))""",
    # Who is told where nobody answers: people from outside the house. `service_id` is theirs.
    """CREATE TABLE worry_contact (
        id {id}, service_id BIGINT NOT NULL REFERENCES service (id), name TEXT NOT NULL, comes_from TEXT NOT NULL,
        email TEXT NOT NULL, phone TEXT NOT NULL, member_id BIGINT, added_at TEXT NOT NULL, ended_at TEXT)""",
    "CREATE INDEX worry_contact_by_service ON worry_contact (service_id)",
    # Worries that somebody may open who works for no service: they were told because nobody answered.
    """CREATE TABLE worry_opened_to (
        worry_id BIGINT NOT NULL REFERENCES worry (id), member_id BIGINT NOT NULL REFERENCES staff_member (id),
        at TEXT NOT NULL, PRIMARY KEY (worry_id, member_id))""",
)
