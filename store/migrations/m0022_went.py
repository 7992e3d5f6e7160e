"""When a reminder of an action went out: one that lapses on another way is not told anew then."""

STATEMENTS: tuple[str, ...] = ("ALTER TABLE action_reminder ADD COLUMN went_at TEXT",)
