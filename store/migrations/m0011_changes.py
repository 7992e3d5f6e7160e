"""What changed because of what people said: its words, whose answers led to it, whom it was told to, and walls."""

STATEMENTS: tuple[str, ...] = (
    # `service_id` is 0 for the whole provider. `body` holds the words and the picture, sealed. `unknowable` is what the
    # writer ticked: that nobody can be recognised in it. `tell_after` is when people may be told: until then it can be
    # undone as if it had never been.
    """CREATE TABLE change (
        id {id}, service_id BIGINT NOT NULL, body {blob}, standards TEXT NOT NULL DEFAULT '[]', action_id BIGINT,
        wish_id BIGINT, unknowable INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL,
        made_at TEXT NOT NULL, made_by TEXT NOT NULL, published_at TEXT, published_by TEXT NOT NULL DEFAULT '',
        tell_after TEXT, withdrawn_at TEXT)""",
    "CREATE INDEX change_by_state ON change (state, published_at)",
    # The same words in another language. `checked_by` is whoever vouches for them; '' for a draft.
    """CREATE TABLE change_words (
        change_id BIGINT NOT NULL REFERENCES change (id), language TEXT NOT NULL, body {blob} NOT NULL,
        checked_by TEXT NOT NULL DEFAULT '', at TEXT NOT NULL, PRIMARY KEY (change_id, language))""",
    # Answers that led to it: everyone who chose this answer to this prompt in this round.
    """CREATE TABLE change_answer (
        change_id BIGINT NOT NULL REFERENCES change (id), round_id BIGINT NOT NULL REFERENCES round (id),
        prompt TEXT NOT NULL, choice TEXT NOT NULL, PRIMARY KEY (change_id, round_id, prompt, choice))""",
    # Words of somebody that led to it, linked by hand: `kind` is `answer` or `comment`, `words_id` its id.
    """CREATE TABLE change_heard (
        change_id BIGINT NOT NULL REFERENCES change (id), kind TEXT NOT NULL, words_id BIGINT NOT NULL,
        person_id BIGINT NOT NULL REFERENCES person (id), PRIMARY KEY (change_id, kind, words_id))""",
    "CREATE INDEX change_heard_by_person ON change_heard (person_id)",
    # Whom it is told to, each once. `channel` is '' where only their own pages tell them so far. `asked_at` is when
    # they were asked whether it got better, and `better` what they said; '' before they do.
    """CREATE TABLE change_told (
        id {id}, change_id BIGINT NOT NULL REFERENCES change (id), person_id BIGINT NOT NULL REFERENCES person (id),
        channel TEXT NOT NULL DEFAULT '', at TEXT NOT NULL, sent_at TEXT, seen_at TEXT, asked_at TEXT,
        better TEXT NOT NULL DEFAULT '', better_at TEXT, UNIQUE (change_id, person_id))""",
    "CREATE INDEX change_told_by_person ON change_told (person_id)",
    # A page for a wall. Its link is signed of id and version, so there is nothing here to steal.
    """CREATE TABLE wall (
        id {id}, service_id BIGINT NOT NULL, version INTEGER NOT NULL DEFAULT 1, made_at TEXT NOT NULL,
        made_by TEXT NOT NULL, revoked_at TEXT)""",
)
