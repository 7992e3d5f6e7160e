"""Whom the words of an imported lead mean, such as 'Training Manager': said once, and read so from then on."""

STATEMENTS: tuple[str, ...] = (
    # `name`: what the file says, sealed. No `member_id`: somebody outside. `service_id` 0 is the whole provider.
    """CREATE TABLE action_lead_known (
        id {id}, service_id BIGINT NOT NULL DEFAULT 0, name {blob} NOT NULL,
        member_id BIGINT REFERENCES staff_member (id), said_at TEXT NOT NULL,
        said_by BIGINT REFERENCES staff_member (id))""",
)
