"""The provider's own photos and licensed symbols, and which messages in chats carry one."""

STATEMENTS = (
    # A picture that takes the place of the built-in one of the same concept: for a `person`, a `service` or the whole
    # `provider`; `whose` is the person's or service's id, 0 for the provider. File and details (owner, licence, who
    # agreed, what it shows) are sealed with a data key of the picture's own. That key is sealed by the person's, so
    # that forgetting destroys it, else by the key file. Taking a picture away empties key, file and details.
    """CREATE TABLE own_picture (
        id {id}, concept TEXT NOT NULL, level TEXT NOT NULL, whose BIGINT NOT NULL, data_key {blob}, file TEXT,
        details {blob}, mime TEXT NOT NULL, shows_person INTEGER NOT NULL, until TEXT, added_at TEXT NOT NULL,
        added_by TEXT NOT NULL, withdrawn_at TEXT, withdrawn_by TEXT NOT NULL DEFAULT '',
        withdrawn_why TEXT NOT NULL DEFAULT '')""",
    "CREATE UNIQUE INDEX own_picture_now ON own_picture (level, whose, concept) WHERE withdrawn_at IS NULL",
    # A message that shows one, with what it said and its buttons (sealed): it is edited when the picture goes.
    """CREATE TABLE own_picture_sent (
        bot TEXT NOT NULL, lane TEXT NOT NULL, message BIGINT NOT NULL,
        picture_id BIGINT NOT NULL REFERENCES own_picture (id), body {blob} NOT NULL,
        PRIMARY KEY (bot, lane, message))""",
    "CREATE INDEX own_picture_sent_of ON own_picture_sent (picture_id)",
)
