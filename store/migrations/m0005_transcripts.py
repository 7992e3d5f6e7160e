"""What a machine heard in a recording, and what the listener heard."""

STATEMENTS = (
    # A draft may be wrong: it stands beside the recording, is never an answer's words, and goes with the recording.
    # `draft` is NULL where the machine failed, with the reason in `fault`: it is not tried again.
    """CREATE TABLE transcript (
        media_id BIGINT PRIMARY KEY REFERENCES media (id), draft {blob}, made_by TEXT NOT NULL, made_at TEXT NOT NULL,
        fault TEXT NOT NULL DEFAULT '', words {blob}, confirmed_by TEXT, confirmed_at TEXT)""",
)
