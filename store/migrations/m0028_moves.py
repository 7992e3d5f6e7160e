"""What moved of an action: each change of its last day, of who leads it and of its outcome, with what it was."""

STATEMENTS: tuple[str, ...] = (
    # `part`: due, lead or outcome. `was_on` and `now_on` are days, for `due`; `body` is what it was and is, sealed.
    """CREATE TABLE action_move (
        id {id}, action_id BIGINT NOT NULL REFERENCES action (id), at TEXT NOT NULL,
        member_id BIGINT REFERENCES staff_member (id), part TEXT NOT NULL, was_on TEXT, now_on TEXT, body {blob})""",
    "CREATE INDEX action_move_by_action ON action_move (action_id)",
)
