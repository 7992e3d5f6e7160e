"""Self-assessments: their parts as they are written, what was signed, and what the public says about it."""

STATEMENTS: tuple[str, ...] = (
    # One self-assessment, about twelve months. Service 0 is the whole provider. `version` counts what was signed.
    """CREATE TABLE assessment (
        id {id}, code TEXT NOT NULL, code_version TEXT NOT NULL, service_id BIGINT NOT NULL, since TEXT NOT NULL,
        until TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 0, made_at TEXT NOT NULL, made_by TEXT NOT NULL)""",
    # What was written, a row for each time that a part was saved: nothing that anybody wrote is overwritten. `body` is
    # sealed. Two who write the same part at once are told apart by `edit`.
    """CREATE TABLE assessment_part (
        assessment_id BIGINT NOT NULL REFERENCES assessment (id), part TEXT NOT NULL, edit INTEGER NOT NULL,
        body {blob} NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, PRIMARY KEY (assessment_id, part, edit))""",
    # What was signed stays as it was: `body` is sealed. `published_at` while everyone may read it.
    """CREATE TABLE assessment_version (
        id {id}, assessment_id BIGINT NOT NULL REFERENCES assessment (id), version INTEGER NOT NULL,
        body {blob} NOT NULL, signed_at TEXT NOT NULL, signed_by TEXT NOT NULL, published_at TEXT,
        UNIQUE (assessment_id, version))""",
    # Someone who is not signed in sees it differently, or (`kind` verified) an expert by experience looked at it.
    # `body` (words, contact, reply) is sealed. `public_at` while everyone may read words and reply.
    """CREATE TABLE assessment_voice (
        id {id}, assessment_id BIGINT NOT NULL REFERENCES assessment (id), version INTEGER NOT NULL,
        kind TEXT NOT NULL, body {blob} NOT NULL, at TEXT NOT NULL, replied_at TEXT, replied_by TEXT NOT NULL
        DEFAULT '', public_at TEXT)""",
    "CREATE INDEX assessment_voice_by_assessment ON assessment_voice (assessment_id)",
)
