"""Whether a member of the staff wants messages about actions; null while they do."""

STATEMENTS: tuple[str, ...] = ("ALTER TABLE staff_member ADD COLUMN actions_off_at TEXT",)
