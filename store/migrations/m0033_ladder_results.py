"""What staff chose on the ladders in a round that has ended: counts that stay, whoever takes back or is forgotten."""

STATEMENTS: tuple[str, ...] = (
    # `steps` is how many chose each step, the first first. service_id 0 is the whole provider.
    """CREATE TABLE ladder_result (
        round_id BIGINT NOT NULL, prompt TEXT NOT NULL, service_id BIGINT NOT NULL, steps TEXT NOT NULL,
        PRIMARY KEY (round_id, prompt, service_id))""",
    # When the scores of a round of ladders were kept; NULL while it is open.
    "ALTER TABLE round ADD COLUMN scored_at TEXT",
)
