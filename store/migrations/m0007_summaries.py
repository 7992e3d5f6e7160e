"""The summary that a person and their keyworker make each month, what they promise, and wishes for everyone."""

STATEMENTS = (
    # One version of one month's summary. `view` is what the keyworker wrote, `wish` what both wish for everyone: both
    # are sealed with the person's key. `member_id` stands in for the keyworker; `met_at` is when the keyworker first
    # saw what the person shared: from then on the view stays as it is.
    """CREATE TABLE summary (
        id {id}, person_id BIGINT NOT NULL REFERENCES person (id),
        invitation_id BIGINT NOT NULL REFERENCES invitation (id), month TEXT NOT NULL, version INTEGER NOT NULL,
        begun_at TEXT NOT NULL, member_id BIGINT REFERENCES staff_member (id), view {blob}, view_at TEXT, met_at TEXT,
        wish {blob}, change_ok INTEGER NOT NULL DEFAULT 0, family_ok INTEGER NOT NULL DEFAULT 0,
        person_signed_at TEXT, staff_signed_at TEXT, signed_by BIGINT REFERENCES staff_member (id), closed_at TEXT,
        UNIQUE (invitation_id, version))""",
    "CREATE INDEX summary_by_person ON summary (person_id, month)",
    # What the person shares: an answer as it was given, so that a changed mind is shared only when they say so.
    """CREATE TABLE summary_shared (
        summary_id BIGINT NOT NULL REFERENCES summary (id), answer_id BIGINT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (summary_id, answer_id))""",
    # What is to be done, by whom and by when. `body` (what, who) and `why` are sealed with the person's key.
    """CREATE TABLE promise (
        id {id}, summary_id BIGINT NOT NULL REFERENCES summary (id), person_id BIGINT NOT NULL REFERENCES person (id),
        body {blob} NOT NULL, by_day TEXT NOT NULL, state TEXT NOT NULL DEFAULT '', why {blob}, ticked_at TEXT,
        ticked_by TEXT NOT NULL DEFAULT '')""",
    "CREATE INDEX promise_by_summary ON promise (summary_id)",
    "CREATE INDEX promise_by_person ON promise (person_id)",
    # What a person agreed to have changed for everyone: `change` (something we do differently) or `action`.
    """CREATE TABLE wish (
        id {id}, summary_id BIGINT NOT NULL REFERENCES summary (id), person_id BIGINT NOT NULL REFERENCES person (id),
        service_id BIGINT NOT NULL REFERENCES service (id), body {blob} NOT NULL, made_at TEXT NOT NULL,
        kind TEXT NOT NULL DEFAULT '', taken_by BIGINT REFERENCES staff_member (id), taken_at TEXT, due_on TEXT)""",
    "CREATE INDEX wish_by_person ON wish (person_id)",
)
