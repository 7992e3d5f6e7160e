"""`plainsay speech status` and `plainsay speech remove`: how many recordings, whose, and away with them."""

from __future__ import annotations

import argparse
from collections import Counter

from bot.commands.refused import CommandRefused
from bot.commands.speech_texts import texts_of
from bot.config import Config
from bot.recorder.script import Piece, script
from dialogs.pack import Pack
from locales import Words


def pieces_of(pack: Pack, words: Words) -> tuple[Piece, ...]:
    """All that can be recorded for a pack's talks."""
    wanted, _ = texts_of(pack, words)
    return script(pack, [piece for one in wanted for piece in one.pieces])


def act_status(config: Config, pack: Pack, words: Words) -> int:
    """Show what is recorded, what is not, and what is stale. 1 where something is stale."""
    from easyread.speech import Recordings  # noqa: PLC0415 - slow to load, as in bot/cli.py

    pieces = pieces_of(pack, words)
    book = Recordings(config.voices).book(pack.language)
    recorded = [piece for piece in pieces if piece.words in book.pieces]
    print(f"{pack.name}, {pack.language}: {len(recorded)} of {len(pieces)} pieces are recorded.")
    for name, number in sorted(Counter(one.by for one in book.pieces.values()).items()):
        print(f"Recorded by {name}: {number}.")
    stale = book.stale([piece.words for piece in pieces])
    print(f"Stale, for their words have changed: {len(stale)}.")
    for one in stale:
        print(f"  {one.file}: {one.words}")
    print(f"The recordings are in {config.voices / pack.language}")
    return 1 if stale else 0


def act_remove(config: Config, pack: Pack, options: argparse.Namespace) -> int:
    """Remove what one person recorded, who may change their mind."""
    from easyread.speech import Recordings  # noqa: PLC0415 - as above

    recordings = Recordings(config.voices)
    people = recordings.book(pack.language).people
    if options.by not in people:
        there = ", ".join(people) or "nobody"
        raise CommandRefused(f"{options.by or 'Nobody'} recorded nothing.", mend=f"Name with --by: {there}.")
    gone = recordings.remove(pack.language, options.by)
    print(f"Removed: {gone}. Copies may be in backups, and in sounds that were made: {config.speech}")
    return 0
