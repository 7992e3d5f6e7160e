"""What a file changed in actions that were there before, so that taking it back puts that back too."""

STATEMENTS: tuple[str, ...] = (
    # `body`: what each field was and became, the note that was added, and when the action had moved last; sealed.
    """CREATE TABLE action_import_change (
        id {id}, import_id BIGINT NOT NULL REFERENCES action_import (id),
        action_id BIGINT NOT NULL REFERENCES action (id), body {blob} NOT NULL)""",
    "CREATE INDEX action_import_change_by_action ON action_import_change (action_id)",
)
