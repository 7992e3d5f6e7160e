"""Where a record stands in more detail: what the yes allowed then, and who has the file."""

# `kind` 'page': on a page that everyone can read, which follows the yes by itself; 'file': in a file that somebody took
# along. `naming` and `public` are as far as the yes went, so that one that goes less far later is told too.
STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE record_use ADD COLUMN kind TEXT NOT NULL DEFAULT 'page'",
    "ALTER TABLE record_use ADD COLUMN naming TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE record_use ADD COLUMN public INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE record_use ADD COLUMN by_whom TEXT NOT NULL DEFAULT ''",
)
