"""Chat channels: what arrived, what goes out, whose chat it is; and what people add beside their answers."""

STATEMENTS = (
    # Raw updates, sealed, kept before they are acknowledged and emptied once handled. `lane` is one sender: a keyed
    # hash, since the number itself would tell who they are. A `fault` puts the update aside for a person to look at.
    """CREATE TABLE inbox (
        id {id}, bot TEXT NOT NULL, update_id BIGINT NOT NULL, lane TEXT NOT NULL, body {blob},
        arrived_at TEXT NOT NULL, handled_at TEXT, fault TEXT NOT NULL DEFAULT '',
        UNIQUE (bot, update_id))""",
    "CREATE INDEX inbox_waiting ON inbox (id) WHERE handled_at IS NULL",
    "CREATE INDEX inbox_aside ON inbox (id) WHERE fault <> ''",
    # What is to be sent, sealed, and emptied once it was. `maybe_twice`: it was in hand when the program was cut off,
    # or its answer got lost, so that it may have come twice.
    """CREATE TABLE outbox (
        id {id}, bot TEXT NOT NULL, lane TEXT NOT NULL, priority INTEGER NOT NULL, body {blob},
        made_at TEXT NOT NULL, done_at TEXT, fault TEXT NOT NULL DEFAULT '', maybe_twice INTEGER NOT NULL DEFAULT 0)""",
    "CREATE INDEX outbox_waiting ON outbox (bot, lane, id) WHERE done_at IS NULL",
    "CREATE INDEX outbox_done ON outbox (done_at) WHERE done_at IS NOT NULL",
    # A chat that someone opened with their link. Its address is sealed with the person's own key.
    """CREATE TABLE chat (
        id {id}, bot TEXT NOT NULL, lane TEXT NOT NULL, address {blob} NOT NULL,
        person_id BIGINT NOT NULL REFERENCES person (id), invitation_id BIGINT NOT NULL REFERENCES invitation (id),
        version INTEGER NOT NULL, awaits TEXT NOT NULL DEFAULT '', picked TEXT NOT NULL DEFAULT '[]',
        aloud INTEGER NOT NULL DEFAULT 0, opened_at TEXT NOT NULL, closed_at TEXT, closed_why TEXT NOT NULL DEFAULT '',
        UNIQUE (bot, lane))""",
    "CREATE INDEX chat_by_person ON chat (person_id)",
    # A chat of a safeguarding lead or deputy, who is told of worries there. `name`: whoever it was opened for.
    """CREATE TABLE alert_chat (
        id {id}, bot TEXT NOT NULL, lane TEXT NOT NULL, address {blob} NOT NULL, service_id BIGINT NOT NULL
        REFERENCES service (id), role TEXT NOT NULL, name TEXT NOT NULL, opened_at TEXT NOT NULL,
        closed_at TEXT, told_at TEXT, UNIQUE (bot, lane, service_id, role))""",
    """CREATE TABLE alert_link (
        hash TEXT PRIMARY KEY, service_id BIGINT NOT NULL REFERENCES service (id), role TEXT NOT NULL,
        name TEXT NOT NULL, expires_at TEXT NOT NULL, used_at TEXT)""",
    # Pictures and sounds that the other side has already, by content.
    "CREATE TABLE upload (bot TEXT NOT NULL, content TEXT NOT NULL, file_id TEXT NOT NULL, PRIMARY KEY (bot, content))",
    # What someone said beside the answers: in words, by voice, in a photo. `origin` is the message that it came in.
    """CREATE TABLE comment (
        id {id}, session_id BIGINT NOT NULL REFERENCES session (id), person_id BIGINT NOT NULL REFERENCES person (id),
        service_id BIGINT NOT NULL REFERENCES service (id), prompt TEXT NOT NULL, words {blob},
        media_id BIGINT, origin TEXT NOT NULL, at TEXT NOT NULL, superseded_at TEXT, taken_back_at TEXT,
        heard_at TEXT, heard_by TEXT)""",
    "CREATE INDEX comment_by_session ON comment (session_id)",
    "CREATE INDEX comment_by_person ON comment (person_id)",
    """CREATE INDEX comment_not_heard ON comment (id) WHERE words IS NOT NULL AND media_id IS NULL AND heard_at IS NULL
        AND superseded_at IS NULL AND taken_back_at IS NULL""",
    # A worry told by voice. The recording is sealed with the worry's own key, so that it survives forgetting too.
    "ALTER TABLE worry ADD COLUMN file TEXT",
    "ALTER TABLE worry ADD COLUMN mime TEXT",
)
