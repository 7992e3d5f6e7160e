"""`plainsay detector`: how much the detector of worries finds on sentences, with everything that it missed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from asking.detecting.figures import HELD_OUT, LOOKED_AT, SAID_BESIDE, Figures, Outcome, by_kind, looked, read, whole
from asking.detecting.lists import check_all, languages
from bot.commands.refused import CommandRefused
from bot.config import Config
from dialogs.faults import PackFaults

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def add_detector(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay detector`: check its phrases, and measure it on files of sentences."""
    command = commands.add_parser("detector", help="check the detector's phrases, and measure it on sentences")
    command.add_argument("files", nargs="*", type=Path, metavar="FILE", help="sentences, such as cy.yaml")
    command.add_argument("--language", help="only the file of this language, such as cy")
    command.add_argument("--all", action="store_true", help="list what was missed in the half that is held out, too")
    command.set_defaults(act=act_detector)
    return command


async def act_detector(_config: Config, options: argparse.Namespace) -> int:
    """Check every file of phrases; then print figures for each file of sentences, and each miss and false alarm."""
    faults = list(check_all())
    for fault in faults:
        print(fault)
    if not faults:
        print(f"The phrases of {len(languages())} languages are in order: {', '.join(languages())}.")
    for path in options.files:
        if options.language in {None, path.stem}:
            print()
            for line in _of(path, with_held_out=options.all):
                print(line)
    return 1 if faults else 0


def _of(path: Path, *, with_held_out: bool) -> Iterator[str]:
    try:
        outcomes = looked(read(path))
    except PackFaults as found:
        raise CommandRefused(str(found), mend="docs/detector.md shows how.") from None
    except OSError as error:
        raise CommandRefused(f"{path} cannot be read: {error.strerror}.", mend="Check the name.") from None
    halves = {half: [one for one in outcomes if one.sentence.half == half] for half in (HELD_OUT, LOOKED_AT)}
    yield f"{path.stem}: {len(outcomes)} sentences. {SAID_BESIDE}"
    for half, those in halves.items():
        yield f"  {half}, any kind: {_said(whole(those))}"
    yield "  all, any kind: " + _said(whole(outcomes))
    for kind, figures in by_kind(halves[HELD_OUT]).items():
        yield f"  {HELD_OUT}, {kind}: {_said(figures)}"
    for half in (HELD_OUT, LOOKED_AT) if with_held_out else (LOOKED_AT,):
        yield from _wrong(half, halves[half])


def _wrong(half: str, outcomes: list[Outcome]) -> Iterator[str]:
    for one in outcomes:
        if one.missed:
            yield f"  missed ({half}): {one.sentence.words} [{', '.join(sorted(one.sentence.kinds))}]"
    for one in outcomes:
        if one.false:
            yield f"  false alarm ({half}): {one.sentence.words} [{', '.join(sorted(one.found))}]"


def _said(figures: Figures) -> str:
    recall, precision = ("none" if share is None else f"{share:.0%}" for share in (figures.recall, figures.precision))
    return (
        f"recall {recall} ({figures.hit} of {figures.of}), precision {precision} "
        f"({figures.false} false alarms in {figures.harmless})"
    )
