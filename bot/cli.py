"""The command line: one parser, one function a command. Bad input is one sentence on stderr and status 2."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version

from asking.errors import AskingError
from bot.commands.refused import CommandRefused
from bot.config import read_config
from dialogs.faults import PackFaults
from store.errors import StoreError

BAD_INPUT = 2
OUR_FAULT = 70
"""As `sysexits.h` has it."""
COMMANDS = {
    "run": "serve",
    "sign-in": "sign_in",
    "staff": "staff",
    "provider": "service",
    "service": "service",
    "alerts": "service",
    "invite": "people",
    "people": "people",
    "link": "people",
    "observe": "observe",
    "forget": "care",
    "about": "care",
    "report": "report",
    "export": "export",
    "backup": "backup",
    "restore": "backup",
    "standby": "standby",
    "doctor": "doctor",
    "rotate-key": "keys",
    "encrypt-database": "keys",
    "decrypt-database": "keys",
    "detector": "detector",
    "pack": "pack",
    "speech": "speech",
    "pictures": "pictures",
    "cards": "cards",
    "translate": "translate",
    "actions": "actions",
}
"""Command → its module in `bot.commands`. Only the one that was typed is imported: all of them take a second."""


def parser(only: str = "") -> argparse.ArgumentParser:
    """Every command and option. docs/commands.md explains each; a test compares the two.

    Args:
        only: A command: where it is one of ours, no other is in the parser.
    """
    top = argparse.ArgumentParser(prog="plainsay", description="Short easy-read talks that become evidence.")
    top.add_argument("--version", action="version", version=f"plainsay {version('plainsay')}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in [only] if only in COMMANDS else COMMANDS:
        module = import_module(f"bot.commands.{COMMANDS[name]}")
        command = getattr(module, f"add_{name.replace('-', '_')}")(commands)
        command.add_argument("--data", help="data folder (wins over PLAINSAY_DATA)")
    _add_lint(commands)
    return top


def run_command(argv: Sequence[str]) -> int:
    """Run one command.

    Args:
        argv: What was typed after `plainsay`.

    Returns:
        0 when done, 1 when something was found wrong, 2 for input that could not be used, 70 for a fault of ours.
    """
    if argv[:1] == ["lint"]:
        from easyread import lint  # noqa: PLC0415 - its word lists are slow to load, and no other command needs them

        return lint.main(list(argv[1:]))
    options = parser(next(iter(argv), "")).parse_args(argv)
    try:
        config = read_config(os.environ, data=options.data)
        status: int = asyncio.run(options.act(config, options))
    except KeyboardInterrupt:
        return 0
    except (AskingError, CommandRefused, StoreError, PackFaults) as error:
        print(_sentence(error), file=sys.stderr)
        return BAD_INPUT
    except Exception as error:  # noqa: BLE001 - what an error says can hold names and words: only its kind is printed
        from bot.http.errors import where  # noqa: PLC0415 - as above

        print(f"C199: A fault of ours: {type(error).__name__} at {where(error)}.", file=sys.stderr)
        print("Nothing is lost. Run plainsay doctor, and report this line.", file=sys.stderr)
        return OUR_FAULT
    return status


def _sentence(error: AskingError | CommandRefused | StoreError | PackFaults) -> str:
    if isinstance(error, AskingError | CommandRefused):
        return f"{error.code}: {error} {error.mend}"
    return str(error)


def _add_lint(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Listed here for `plainsay --help`; the linter has a parser of its own."""
    commands.add_parser("lint", help="check texts against the easy-read rules", add_help=False)
