"""Numbered changes of the schema. Each is applied wholly inside one transaction, or not at all."""

from __future__ import annotations

from store.errors import NewerDatabase
from store.migrations import (
    m0001_first,
    m0002_channels,
    m0003_languages,
    m0004_own_pictures,
    m0005_transcripts,
    m0006_staff,
    m0007_summaries,
    m0008_records,
    m0009_actions,
    m0010_assessments,
    m0011_changes,
    m0012_ladders,
    m0013_worries,
    m0014_rights,
    m0015_chain,
    m0016_keeping,
    m0017_limits,
    m0018_noticed,
    m0019_areas,
    m0020_devices,
    m0021_told_after,
    m0022_went,
    m0023_leads,
    m0024_change_waits,
    m0025_uses,
    m0026_record_changes,
    m0027_imports,
    m0028_moves,
    m0029_quiet,
    m0030_wish_answers,
    m0031_experts,
    m0032_name_yes,
    m0033_ladder_results,
    m0034_numbers,
    m0035_whose,
    m0036_wish_answer_words,
    m0037_import_changes,
)
from store.tx import Tx

# A migration's place in this tuple, from 1, is the schema version it leads to. Only ever add at the end.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    m0001_first.STATEMENTS,
    m0002_channels.STATEMENTS,
    m0003_languages.STATEMENTS,
    m0004_own_pictures.STATEMENTS,
    m0005_transcripts.STATEMENTS,
    m0006_staff.STATEMENTS,
    m0007_summaries.STATEMENTS,
    m0008_records.STATEMENTS,
    m0009_actions.STATEMENTS,
    m0010_assessments.STATEMENTS,
    m0011_changes.STATEMENTS,
    m0012_ladders.STATEMENTS,
    m0013_worries.STATEMENTS,
    m0014_rights.STATEMENTS,
    m0015_chain.STATEMENTS,
    m0016_keeping.STATEMENTS,
    m0017_limits.STATEMENTS,
    m0018_noticed.STATEMENTS,
    m0019_areas.STATEMENTS,
    m0020_devices.STATEMENTS,
    m0021_told_after.STATEMENTS,
    m0022_went.STATEMENTS,
    m0023_leads.STATEMENTS,
    m0024_change_waits.STATEMENTS,
    m0025_uses.STATEMENTS,
    m0026_record_changes.STATEMENTS,
    m0027_imports.STATEMENTS,
    m0028_moves.STATEMENTS,
    m0029_quiet.STATEMENTS,
    m0030_wish_answers.STATEMENTS,
    m0031_experts.STATEMENTS,
    m0032_name_yes.STATEMENTS,
    m0033_ladder_results.STATEMENTS,
    m0034_numbers.STATEMENTS,
    m0035_whose.STATEMENTS,
    m0036_wish_answer_words.STATEMENTS,
    m0037_import_changes.STATEMENTS,
)


def step(tx: Tx, migrations: tuple[tuple[str, ...], ...] = MIGRATIONS) -> bool:
    """Applies the next migration, and says whether one was due.

    Raises:
        NewerDatabase: A newer release made this database.
    """
    alone(tx)
    here = _version(tx)
    if here > len(migrations):
        what = f"Its schema is version {here}; this release knows {len(migrations)}."
        raise NewerDatabase("database", what, "Install the newer release, or restore an older backup.")
    if here == len(migrations):
        return False
    for statement in migrations[here]:
        for said in _said(tx, statement):
            tx.run(said)
    tx.run("INSERT INTO schema_version (version) VALUES (:version)", version=here + 1)
    return True


def _said(tx: Tx, statement: str) -> tuple[str, ...]:
    """A statement in the words of this database."""
    if statement == "{numbers}":
        return tx.dialect.numbers
    # Not str.format: a statement may hold other braces.
    return (statement.replace("{id}", tx.dialect.id).replace("{blob}", tx.dialect.blob),)


def version(tx: Tx) -> int:
    """Which version the schema has."""
    row = tx.one("SELECT MAX(version) FROM schema_version")
    return int(row[0] or 0) if row else 0


def alone(tx: Tx) -> None:
    """Waits until no other process is in here. SQLite's writer always is alone."""
    if tx.dialect.alone:
        tx.one(tx.dialect.alone)


def _version(tx: Tx) -> int:
    tx.run("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY)")
    return version(tx)
