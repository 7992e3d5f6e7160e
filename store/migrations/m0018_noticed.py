"""Texts in which the detector found a sign of a worry, each known by where it stands, so that none is told twice."""

STATEMENTS: tuple[str, ...] = (
    # `source` such as `answer/12/duq.1.p1`; `kinds` what was found there so far, parted by spaces.
    """CREATE TABLE noticed (
        source TEXT PRIMARY KEY, worry_id BIGINT NOT NULL, kinds TEXT NOT NULL, at TEXT NOT NULL)""",
)
