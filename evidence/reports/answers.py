"""The answers for analysis: one row an answer, in codes and in words, and a codebook."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dialogs.pack import Pack, Prompt
from evidence.analysis import TOGETHER, is_asked_for, safe
from evidence.reports.codebook import choices_of, codebook, label_of
from evidence.reports.document import Block, Cell, Column, Line, Report, Row, Table, bullets, cell
from evidence.reports.kinds import Asked, ReportKind
from store import analysis, rounds, services, settings
from store.analysis import Given
from store.rounds import Round
from store.tx import Tx

BOTH, ANSWERS_ONLY, CODEBOOK_ONLY = "both", "answers", "codebook"
COLUMNS = (
    "round", "service", "source", "area", "question", "question_words", "standards", "reply", "answer", "answer_words",
    "choices_shown", "support", "helper", "language", "person",
)  # fmt: skip
NUMBERS = frozenset({"choices_shown", "person"})


@dataclass(frozen=True, slots=True)
class Answers:
    """The rows, and what is to be said about them."""

    rows: tuple[Given, ...]
    notes: tuple[str, ...]


def make(tx: Tx, asked: Asked) -> Report | None:
    """The answers of one round or of all; None while there are none.

    Who may read what one person told gets every answer, with a number for each person that holds in this file only.
    Everyone else gets what `evidence.analysis` lets pass, of rounds that have ended.
    """
    every = analysis.given(tx, code=asked.pack.id, round_id=asked.round_id)
    mine = _mine(asked, every)
    if not mine:
        return None
    found = _single(mine) if asked.reader.leads else _safe(tx, asked, every)
    blocks: list[Block] = [bullets(*found.notes)]
    if asked.layout != CODEBOOK_ONLY:
        blocks.append(Table("Answers", _columns(), tuple(_rows(tx, asked.pack, found.rows)), "answers"))
    if asked.layout != ANSWERS_ONLY:
        blocks.append(codebook(asked.pack))
    return Report(
        name="codebook" if asked.layout == CODEBOOK_ONLY else "answers",
        title="Answers for analysis",
        blocks=tuple(blocks),
        made_on=asked.today.isoformat(),
        about=tuple(filter(None, (settings.get(tx, "provider") or "", asked.pack.name))),
        wide=True,
        identified=asked.reader.leads,
        facts={"Code": f"{asked.pack.name}, version {asked.pack.version}", "Rows": str(len(found.rows))},
    )


def _mine(asked: Asked, every: Iterable[Given]) -> list[Given]:
    """The answers of the services that the reader sees and asks for."""
    return [one for one in every if is_asked_for(one, asked.reader.services, asked.service_id)]


def _there(tx: Tx, asked: Asked) -> bool:
    return bool(_mine(asked, analysis.given(tx, code=asked.pack.id, round_id=asked.round_id)))


def _single(rows: Sequence[Given]) -> Answers:
    """Every answer, each person under a number that nothing outside this file knows."""
    ids = list({one.person_id for one in rows})
    secrets.SystemRandom().shuffle(ids)
    number = {person: place for place, person in enumerate(ids, start=1)}
    numbered = sorted(
        (replace(one, person_id=number[one.person_id]) for one in rows),
        key=lambda one: (one.round_id, one.person_id, one.prompt),
    )
    return Answers(
        tuple(numbered),
        (
            "This file holds single answers. Keep it as you keep the people's own records.",
            "The numbers of people hold in this file only.",
            "What people wrote or said is not in it.",
        ),
    )


def _safe(tx: Tx, asked: Asked, every: Sequence[Given]) -> Answers:
    """What everyone else gets, of the answers of all services: what stands together is the same for each reader."""
    today = asked.today.isoformat()
    ended = {one.id for one in rounds.all(tx) if _has_ended(one, today)}
    told = _on_three(asked.pack, [one for one in every if one.round_id in ended])
    found = safe(told, only=asked.reader.services, service_id=asked.service_id)
    waiting = sum(one.round_id not in ended for one in _mine(asked, every))
    apart = f"{found.elsewhere} answers that can be told only together with those of services that are not in it."
    return Answers(
        found.rows,
        (
            f"Left out: {found.left_out} answers to questions that fewer than ten people answered.",
            f"Under several services together: {found.together} answers, of services where fewer than ten answered.",
            *((f"Not in this file: {apart}",) if found.elsewhere else ()),
            f"Not in it yet: {waiting} answers of rounds that have not ended.",
            "How someone answered, who helped and the language are hidden where fewer than five people share them.",
            "Nothing in this file joins two answers of one person. What people wrote or said is not in it.",
        ),
    )


def _on_three(pack: Pack, rows: Sequence[Given]) -> Iterator[Given]:
    """Answers on a scale of five as those of three: who can use five is few, and known to their house."""
    counts_as = {
        (prompt.id, choice.id): choice.counts_as or choice.id
        for prompt in pack.prompts
        for choice in choices_of(pack, prompt)
    }
    for one in rows:
        yield replace(one, choices=tuple(counts_as.get((one.prompt, choice), choice) for choice in one.choices))


def _has_ended(one: Round, today: str) -> bool:
    return one.closed_at is not None or one.closes_on < today


def _columns() -> tuple[Column, ...]:
    return tuple(Column(name, 2, numeric=name in NUMBERS) for name in COLUMNS)


def _rows(tx: Tx, pack: Pack, rows: Iterable[Given]) -> Iterable[Row]:
    named = {one.id: one.name for one in services.ever(tx)} | {TOGETHER: "several services"}
    asked_in = {one.id: one.name for one in rounds.all(tx)}
    prompts = {one.id: one for one in pack.prompts}
    for one in rows:
        yield Row(tuple(_cells(one, pack, prompts, named[one.service_id], asked_in[one.round_id])))


def _cells(one: Given, pack: Pack, prompts: Mapping[str, Prompt], service: str, round_name: str) -> Iterable[Cell]:
    """One answer; a question that the code no longer has keeps its id and its codes."""
    prompt = prompts.get(one.prompt)
    texts = (
        round_name,
        service,
        one.source,
        prompt.area if prompt else "",
        one.prompt,
        prompt.question.ask if prompt else "",
        " ".join(prompt.reading.standards) if prompt else "",
        one.reply,
        " ".join(one.choices),
        ", ".join(label_of(pack, prompt, choice) for choice in one.choices) if prompt else "",
    )
    yield from map(cell, texts)
    yield cell(Line(str(one.size), value=one.size, unit="number")) if one.size else Cell()
    yield from map(cell, (one.support, one.helper, one.language))
    yield cell(Line(str(one.person_id), value=one.person_id, unit="number")) if one.person_id else Cell()


ANSWERS = ReportKind(
    "answers",
    "Answers for analysis",
    "One row an answer, for statistics programs, with a codebook. Single answers are for the safeguarding lead only.",
    make,
    (BOTH, ANSWERS_ONLY, CODEBOOK_ONLY),
    by_service=True,
    formats=("xlsx", "csv", "json"),
    ready=_there,
)
