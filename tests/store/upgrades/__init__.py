"""Databases as earlier releases left them, as SQL text; see README.md beside this."""

from __future__ import annotations

import lzma
from pathlib import Path

from sqlcipher3 import dbapi2

from store import migrations

HERE = Path(__file__).parent
STORED = tuple(sorted(int(path.name[7:9]) for path in HERE.glob("schema-*.sql.xz")))


def lay_down(version: int, folder: Path) -> tuple[Path, Path]:
    """Makes a stored database, with its key file; gives the paths of both.

    A version that is not stored is made from the newest stored one before it, by the migrations' own statements.
    """
    stored = max(one for one in STORED if one <= version)
    text = lzma.decompress((HERE / f"schema-{stored:02}.sql.xz").read_bytes()).decode()
    key, _, script = text.partition("\n")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plainsay.key").write_text(key.removeprefix("-- ") + "\n", encoding="ascii")
    database = folder / "plainsay.db"
    connection = dbapi2.connect(str(database), isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.executescript(script)
    for number in range(stored, version):
        for statement in migrations.MIGRATIONS[number]:
            connection.execute(statement.replace("{id}", "INTEGER PRIMARY KEY").replace("{blob}", "BLOB"))
        connection.execute("INSERT INTO schema_version (version) VALUES (?)", (number + 1,))
    connection.close()
    return database, folder / "plainsay.key"
