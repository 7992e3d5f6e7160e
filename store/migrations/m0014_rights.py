"""Consent in versions, forgetting in steps, and how long things are kept."""

STATEMENTS: tuple[str, ...] = (
    # The words that people agree to, each text once: `hash` is of version, language and words. Consents from before
    # keep their own words.
    """CREATE TABLE consent_text (
        hash TEXT PRIMARY KEY, version TEXT NOT NULL, language TEXT NOT NULL, words TEXT NOT NULL)""",
    "ALTER TABLE consent ADD COLUMN text_hash TEXT NOT NULL DEFAULT ''",
    # In which channel it was said, and how: alone, or with whose help. '' before the person told who is there.
    "ALTER TABLE consent ADD COLUMN channel TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE consent ADD COLUMN support TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE consent ADD COLUMN helper TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE consent ADD COLUMN taken_back_at TEXT",
    # Someone is to be forgotten on a day. `begun_at`: it is gone from the database, and `files` are still to be
    # deleted; `done_at`: those are gone too. Until it has begun it can be undone.
    """CREATE TABLE forgetting (
        id {id}, person_id BIGINT NOT NULL REFERENCES person (id), with_answers INTEGER NOT NULL,
        asked_by TEXT NOT NULL, asked_at TEXT NOT NULL, due_at TEXT NOT NULL, undone_at TEXT,
        undone_by TEXT NOT NULL DEFAULT '', begun_at TEXT, done_at TEXT, files TEXT NOT NULL DEFAULT '[]')""",
    "CREATE INDEX forgetting_by_person ON forgetting (person_id)",
    "CREATE INDEX forgetting_waiting ON forgetting (due_at) WHERE done_at IS NULL AND undone_at IS NULL",
    # Nothing of this person is deleted, by no rule and by nobody, until it is lifted. `why` is sealed.
    """CREATE TABLE legal_hold (
        id {id}, person_id BIGINT NOT NULL REFERENCES person (id), why {blob} NOT NULL, who TEXT NOT NULL,
        at TEXT NOT NULL, lifted_at TEXT, lifted_by TEXT NOT NULL DEFAULT '')""",
    "CREATE UNIQUE INDEX legal_hold_now ON legal_hold (person_id) WHERE lifted_at IS NULL",
    # What the rules deleted: counts only.
    "CREATE TABLE retention_log (id {id}, at TEXT NOT NULL, kind TEXT NOT NULL, gone INTEGER NOT NULL)",
    # How long each kind is kept, where it is not the usual. `waits_until`: the old period holds until then.
    """CREATE TABLE retention_period (
        kind TEXT PRIMARY KEY, days INTEGER NOT NULL, was_days INTEGER NOT NULL, waits_until TEXT NOT NULL,
        who TEXT NOT NULL, at TEXT NOT NULL)""",
)
