"""What the peers ask: twenty questions with a picture each. They read it from a file, so that none loads our code."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "questions.json"
TOKEN = "1234567890:pretend-token-nobody-has-this-one"  # noqa: S105 - known to all on purpose
CHOICES = (("yes", "👍 Yes"), ("bit", "🤏 A bit"), ("no", "👎 No"))
MOVES = (("back", "⬅️ Back"), ("skip", "⏭️ Skip"), ("stop", "🛑 Stop"))
THANKS = "Thank you."
STOPPED = "We stopped."


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its words in Telegram's HTML, and the file of its picture."""

    ask: str
    picture: str


def write_questions(folder: Path, questions: tuple[Question, ...]) -> None:
    """Writes what `read_questions` reads."""
    (folder / FILE).write_text(json.dumps([asdict(question) for question in questions]), encoding="utf-8")


def read_questions(folder: Path) -> tuple[Question, ...]:
    """The questions, in the order in which they are asked."""
    return tuple(Question(**each) for each in json.loads((folder / FILE).read_text(encoding="utf-8")))


def ready(name: str, base: str) -> None:
    """Says that a bot is ready, as ours does. It is reached by nobody: the address is that of the Bot API."""
    print(f"{name} is ready at {base}", flush=True)
