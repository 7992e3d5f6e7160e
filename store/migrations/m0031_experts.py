"""Experts by experience who check a signed self-assessment themselves, and what they answered, area by area."""

STATEMENTS: tuple[str, ...] = (
    # `body` is sealed: what they want to be called, our reply, why it was taken out. Of somebody who is known here it
    # is sealed with that person's key. `link` counts the links that were made; only the last one opens.
    """CREATE TABLE expert (
        id {id}, assessment_id BIGINT NOT NULL REFERENCES assessment (id), version INTEGER NOT NULL,
        person_id BIGINT REFERENCES person (id), body {blob}, language TEXT NOT NULL, large INTEGER NOT NULL DEFAULT 0,
        link INTEGER NOT NULL DEFAULT 1, made_at TEXT NOT NULL, made_by TEXT NOT NULL, expires_at TEXT NOT NULL,
        revoked_at TEXT, sent_at TEXT, shows TEXT NOT NULL DEFAULT '', back_at TEXT, published_at TEXT, replied_at TEXT,
        replied_by TEXT NOT NULL DEFAULT '', asked_out_at TEXT, out_at TEXT, out_by TEXT NOT NULL DEFAULT '')""",
    "CREATE INDEX expert_by_assessment ON expert (assessment_id)",
    "CREATE INDEX expert_by_person ON expert (person_id)",
    """CREATE TABLE expert_answer (
        id {id}, expert_id BIGINT NOT NULL REFERENCES expert (id), part TEXT NOT NULL, body {blob} NOT NULL,
        device TEXT NOT NULL, at TEXT NOT NULL)""",
    "CREATE INDEX expert_answer_by_expert ON expert_answer (expert_id)",
)
