"""`plainsay` and `python -m bot`."""

from __future__ import annotations

import sys

from bot.cli import run_command


def main() -> int:
    """Run the command that was typed and return its exit status."""
    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
