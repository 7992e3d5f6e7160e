"""What the program writes to its log, and what it never does: no name, no words, no token, no number of a chat.

Our own lines are written so that they hold none, and a test looks at each. This is the second net: whatever looks like
a secret is masked, an error is told by its kind and place and never by its message, and of what libraries log only the
warnings stay, as the constant text that they are made from.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from typing import TextIO

LEVELS = ("error", "warning", "info", "debug")
OURS = "plainsay"
SECRETS = (
    (re.compile(r"//[^/\s@]+@"), "//[who]@"),
    (re.compile(r"\d{3,20}:[A-Za-z0-9_-]{10,}"), "[token]"),
    (re.compile(r"\b\d{1,12}-[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])"), "[link]"),
    (re.compile(r"[^\s@<>'\"]+@[^\s@<>'\"]+"), "[e-mail]"),
    (re.compile(r"(/(?:s|wall|published|copy|sign-in|set-up|chat|start)[/=?])[^\s?&'\"]+"), r"\1[link]"),
    (re.compile(r"(?<![\w-])[A-Za-z0-9_-]{32,}"), "[secret]"),
    (re.compile(r"(?<![\w.:-])-?\d{7,}(?!\w)"), "[number]"),
)
"""What looks like a secret, and what stands in its place."""


def start(level: str = "warning", out: TextIO | None = None) -> logging.Handler:
    """Has everything that is logged go through the net, from now on.

    Args:
        level: From which level on our own lines are written.
        out: Where to; standard error unless told.
    """
    handler = CarefulHandler(out or sys.stderr)
    handler.setFormatter(CarefulFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.addFilter(is_wanted)
    root = logging.getLogger()
    for other in [one for one in root.handlers if isinstance(one, CarefulHandler)]:
        root.removeHandler(other)
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger(OURS).setLevel(level.upper())
    logging.captureWarnings(capture=True)
    threading.excepthook = _in_a_thread
    sys.unraisablehook = _nowhere
    return handler


def is_wanted(record: logging.LogRecord) -> bool:
    """Ours as it was set; of libraries only warnings, whatever is set: the rest can hold all that they are given."""
    return _is_ours(record) or record.levelno >= logging.WARNING


class CarefulHandler(logging.StreamHandler[TextIO]):
    """Where a line cannot be made, Python's own would print all that it was to be made from."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Tells only where the line comes from."""
        sys.stderr.write(f"A line of the log could not be made: {record.pathname}:{record.lineno}\n")


class CarefulFormatter(logging.Formatter):
    """Masks what looks like a secret, and leaves out what an error says."""

    def format(self, record: logging.LogRecord) -> str:
        """One line for a record, and one for each error behind it."""
        copy = logging.makeLogRecord(record.__dict__)
        copy.msg, copy.args = masked(record.getMessage() if _is_ours(record) else _constant(record)), None
        copy.exc_text = copy.stack_info = None
        return super().format(copy)

    def formatException(self, ei: object) -> str:  # noqa: N802 - logging's own name
        """The kind of each error and where it was, from the first to the last."""
        error = ei[1] if isinstance(ei, tuple) else None
        return "\n".join(f"  {type(one).__name__} at {_where(one)}" for one in _chain(error))


def masked(text: str) -> str:
    """A text with everything that looks like a secret masked."""
    for pattern, instead in SECRETS:
        text = pattern.sub(instead, text)
    return text


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name == OURS or record.name.startswith(f"{OURS}.")


def _constant(record: logging.LogRecord) -> str:
    """What a library's line is made from, without what is put in; of a text made elsewhere, its first line."""
    if record.name == "py.warnings":
        found = re.match(r"(\S+:\d+: \w+)", str(record.args[0]) if isinstance(record.args, tuple) else "")
        return found[1] if found else "A warning of Python's."
    return str(record.msg).partition("\n")[0]


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    return " > ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames) or "an unknown place"


def _in_a_thread(failed: threading.ExceptHookArgs) -> None:
    _lost("in a thread", failed.exc_value)


def _nowhere(failed: sys.UnraisableHookArgs) -> None:
    _lost("where nobody waits for it", failed.exc_value)


def _lost(place: str, error: BaseException | None) -> None:
    told = f"{type(error).__name__} at {_where(error)}" if error else "Unknown"
    logging.getLogger(f"{OURS}.fault").error("K901: A fault of ours %s: %s", place, told)
