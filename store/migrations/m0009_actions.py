"""The register of actions: plans, their parts, actions with what shows that they are done, who leads, and notes."""

STATEMENTS: tuple[str, ...] = (
    # `kind`: register, self-assessment, ladders or imported. `service_id` 0 is the whole provider.
    """CREATE TABLE plan (
        id {id}, name TEXT NOT NULL, kind TEXT NOT NULL, service_id BIGINT NOT NULL DEFAULT 0,
        layout TEXT NOT NULL DEFAULT '', from_id TEXT NOT NULL DEFAULT '', made_at TEXT NOT NULL,
        made_by BIGINT REFERENCES staff_member (id), closed_at TEXT)""",
    # An improvement area or a recommendation. `group_name` is the heading over several of them.
    """CREATE TABLE plan_part (
        id {id}, plan_id BIGINT NOT NULL REFERENCES plan (id), place INTEGER NOT NULL,
        group_name TEXT NOT NULL DEFAULT '', number TEXT NOT NULL, title TEXT NOT NULL)""",
    "CREATE INDEX plan_part_by_plan ON plan_part (plan_id)",
    # `body` holds every word of it, sealed: actions are about no one person, but people write names all the same.
    """CREATE TABLE action (
        id {id}, plan_id BIGINT NOT NULL REFERENCES plan (id), part_id BIGINT REFERENCES plan_part (id),
        place INTEGER NOT NULL, service_id BIGINT NOT NULL DEFAULT 0, number TEXT NOT NULL DEFAULT '',
        body {blob} NOT NULL, starts_on TEXT, due_on TEXT, status TEXT NOT NULL, from_kind TEXT NOT NULL DEFAULT '',
        from_id TEXT NOT NULL DEFAULT '', made_at TEXT NOT NULL, made_by BIGINT REFERENCES staff_member (id),
        moved_at TEXT NOT NULL, done_at TEXT)""",
    "CREATE INDEX action_by_plan ON action (plan_id)",
    """CREATE TABLE action_standard (
        action_id BIGINT NOT NULL REFERENCES action (id), standard TEXT NOT NULL, PRIMARY KEY (action_id, standard))""",
    # What people said when it was opened, as readers saw it then: `body` is JSON. It stays what it was.
    """CREATE TABLE action_basis (
        action_id BIGINT NOT NULL REFERENCES action (id), standard TEXT NOT NULL, round_id BIGINT NOT NULL,
        source TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (action_id, standard, source))""",
    # `place` 0 and up: what will show that it is done.
    """CREATE TABLE action_expected (
        action_id BIGINT NOT NULL REFERENCES action (id), place INTEGER NOT NULL, body {blob} NOT NULL, due_on TEXT,
        seen_on TEXT, record_id BIGINT, PRIMARY KEY (action_id, place))""",
    # `part` is lead or knows. A member of the staff, or just a name (sealed).
    """CREATE TABLE action_person (
        action_id BIGINT NOT NULL REFERENCES action (id), part TEXT NOT NULL, place INTEGER NOT NULL,
        member_id BIGINT REFERENCES staff_member (id), name {blob}, PRIMARY KEY (action_id, part, place))""",
    """CREATE TABLE action_note (
        id {id}, action_id BIGINT NOT NULL REFERENCES action (id), at TEXT NOT NULL,
        member_id BIGINT REFERENCES staff_member (id), body {blob} NOT NULL, status TEXT NOT NULL DEFAULT '')""",
    "CREATE INDEX action_note_by_action ON action_note (action_id)",
    # One row for each message that is due once: so that nobody is told twice, whatever dies when.
    """CREATE TABLE action_reminder (
        action_id BIGINT NOT NULL REFERENCES action (id), member_id BIGINT NOT NULL REFERENCES staff_member (id),
        due_on TEXT NOT NULL, step TEXT NOT NULL, put_at TEXT NOT NULL,
        PRIMARY KEY (action_id, member_id, due_on, step))""",
)
