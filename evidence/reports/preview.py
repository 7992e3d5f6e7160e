"""Which self-assessment a report is of, and how a report that is not published yet is marked in every format."""

from __future__ import annotations

from dataclasses import replace

from evidence.reports.document import Block, Report, Row, Table, cell
from evidence.reports.kinds import Asked
from evidence.self_assessment.choosing import State, chosen, state_of
from store.tx import Tx

PREVIEW = "Preview, not published"
SAID = "This is a preview. It is not published: only staff can see it."


def found_for(tx: Tx, asked: Asked) -> State | None:
    """The self-assessment that is asked for, in the state that its reader may read; None where there is none."""
    one = chosen(tx, asked.number, asked.reader.services, asked.service_id)
    reader = asked.reader
    if one is None:
        return None
    return state_of(tx, asked.pack, one, public=reader.public, version=asked.version, previews=reader.previews)


def marked(report: Report) -> Report:
    """The same report as a preview, so that nobody who gets a file of it takes it for what is published.

    The title is marked, which stands at the foot of every page too, and so is each table: a spreadsheet or a CSV file
    may hold nothing else.
    """
    return replace(
        report,
        name=f"{report.name}-preview",
        title=f"{PREVIEW}: {report.title}",
        about=(SAID, *report.about),
        blocks=tuple(_marked(one) for one in report.blocks),
        facts={**report.facts, "preview": "yes"},
    )


def _marked(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    return replace(block, rows=(Row((cell(f"{PREVIEW}."),), spanning=True), *block.rows))
