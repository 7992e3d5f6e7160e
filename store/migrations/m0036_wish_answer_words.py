"""An answer to a wish in other languages, so that whoever wished reads it in their own."""

STATEMENTS: tuple[str, ...] = (
    # `body` is sealed with the key of whoever wished. `checked_by` is who vouches for it; '' for a draft. Nobody is
    # told in this language before `tell_after`.
    """CREATE TABLE wish_answer_words (
        id {id}, answer_id BIGINT NOT NULL REFERENCES wish_answer (id),
        person_id BIGINT NOT NULL REFERENCES person (id), language TEXT NOT NULL, body {blob} NOT NULL,
        checked_by TEXT NOT NULL DEFAULT '', at TEXT NOT NULL, tell_after TEXT NOT NULL,
        UNIQUE (answer_id, language))""",
    "CREATE INDEX wish_answer_words_by_person ON wish_answer_words (person_id)",
    # `waits` 1: whoever reads a language that it is not written in is told once it is.
    "ALTER TABLE wish_answer ADD COLUMN waits INTEGER NOT NULL DEFAULT 0",
)
