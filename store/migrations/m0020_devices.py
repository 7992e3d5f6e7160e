"""On which device something was said: '' where that is not known, as for all that was said before this."""

STATEMENTS: tuple[str, ...] = (
    # A keyed hash of what the person's browser or chat keeps, another one for each person.
    "ALTER TABLE answer ADD COLUMN device TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE comment ADD COLUMN device TEXT NOT NULL DEFAULT ''",
    # The device on which a talk was last gone on with, and whether there was ever another one.
    "ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE session ADD COLUMN moved INTEGER NOT NULL DEFAULT 0",
)
