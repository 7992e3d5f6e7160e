"""Records: evidence that is not an answer, what each shows, and where words of one person were used."""

STATEMENTS: tuple[str, ...] = (
    # `service_id` 0 is the whole provider. `body` (title, source, words, the file's name) and `asked` (by whom and in
    # what way the person was asked) are sealed with the person's key where the record is about one, else with the key
    # file; the file's own key too. `from_kind` 'answer': the words of that answer, which go when the answer goes.
    """CREATE TABLE record (
        id {id}, service_id BIGINT NOT NULL, person_id BIGINT REFERENCES person (id), kind TEXT NOT NULL,
        happened_on TEXT NOT NULL, naming TEXT NOT NULL DEFAULT '', seen_by TEXT NOT NULL,
        public INTEGER NOT NULL DEFAULT 0, body {blob}, file TEXT, mime TEXT NOT NULL DEFAULT '', file_key {blob},
        from_kind TEXT NOT NULL DEFAULT '', from_id BIGINT, made_by BIGINT REFERENCES staff_member (id),
        made_at TEXT NOT NULL, asked_on TEXT, asked {blob}, taken_back_at TEXT, removed_at TEXT)""",
    "CREATE INDEX record_by_day ON record (happened_on)",
    "CREATE INDEX record_by_person ON record (person_id)",
    """CREATE TABLE record_shows (
        record_id BIGINT NOT NULL REFERENCES record (id), standard TEXT NOT NULL, says TEXT NOT NULL,
        PRIMARY KEY (record_id, standard))""",
    # Where a record stands in something that was published or printed. No reference: it outlives the record, so that
    # someone can be told to take it out there.
    """CREATE TABLE record_use (
        id {id}, record_id BIGINT NOT NULL, service_id BIGINT NOT NULL, place TEXT NOT NULL, path TEXT NOT NULL,
        at TEXT NOT NULL, done_at TEXT, done_by TEXT NOT NULL DEFAULT '', UNIQUE (record_id, path))""",
)
