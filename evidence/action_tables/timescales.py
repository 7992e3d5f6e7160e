"""What a timescale says: 'End March 2010', 'Begin October 2011', 'Completed'. What is not understood gets no date."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from evidence.action_tables.model import TimeKind, Timescale

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
CLOCK = r"[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?"
DAY = r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s*|-|/)(?:of\s+)?\b"
ENDS = r"(?=\s*(?:$|[^\w\s:]))"
"""After a year of two digits: nothing that it may be a number of, as in '5 March 12 people'."""
DATES = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        rf"\b(?P<year>\d{{4}})(?P<cut>[/.-])(?P<number>\d{{1,2}})(?P=cut)(?P<day>\d{{1,2}})(?:{CLOCK}|\b)",
        r"\b(?P<day>\d{1,2})(?P<cut>[/.-])(?P<number>\d{1,2})(?P=cut)(?P<year>\d{4}|\d{2})\b",
        rf"{DAY}{MONTH}(?:,?\s+|-|/)(?P<year>\d{{4}})\b",
        rf"{DAY}{MONTH}(?:-|/|,?\s+['’]?)(?P<year>\d{{2}}){ENDS}",
        rf"\b{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<year>\d{{4}})\b",
        rf"\b{MONTH}[\s,/-]*(?P<year>\d{{4}})\b",
        rf"\b{MONTH}(?:-|\s*['’])(?P<year>\d{{2}})\b",
        r"\b(?P<number>\d{1,2})/(?P<year>\d{4})\b",
        r"\bend\s+(?:of\s+)?(?P<year>\d{4})\b",
    )
)
"""Each finds a date written in one way. Numbers are read in the British order: day, month, year."""
DONE = re.compile(r"\b(completed?|done|achieved|closed|in place|implemented|finished)\b(?!\s+by\b)", re.IGNORECASE)
TO_BE_DONE = re.compile(r"\bcompleted?\s+by\b", re.IGNORECASE)
NOT_DONE = re.compile(
    r"\b(not|never|yet|to be|will be|partly|partially|part|half|mostly|nearly|almost|be)\b|%", re.IGNORECASE
)
PARTLY = re.compile(
    r"\b(partly|partially|part|half|mostly|nearly|almost)[\s-]+(completed?|done|achieved|implemented|finished)\b",
    re.IGNORECASE,
)
BEGUN = r"(\s+yet|\s+been|\s+be|\s+to)*\s+(commenced?|start(ed)?|begun|begin|under\s?way|in\s+progress)\b"
NOT_BEGUN = re.compile(rf"\b((has|have)\s+)?(not|never){BEGUN}", re.IGNORECASE)
TO_BEGIN = re.compile(rf"\b(yet\s+to|due\s+to|to|will|should){BEGUN}", re.IGNORECASE)
"""'To be started', 'yet to begin'."""
LASTS = re.compile(r"\b(until|till|to|by|due|end)\b", re.IGNORECASE)
"""Behind 'ongoing', one of these tells the last day; without one, a date is that of the beginning."""
ONGOING = re.compile(r"\b(on-?going|in progress|commenced|continuing|continuous|under\s?way|started)\b", re.IGNORECASE)
BEGINS = re.compile(r"\b(begins?|beginning|starts?|starting|commenc(?:e|es|ing))\b(\s+process)?", re.IGNORECASE)
REVIEW = re.compile(r"\breview(ed|s)?\b", re.IGNORECASE)
LATER = re.compile(r"\bfor implementation\b.*", re.IGNORECASE | re.DOTALL)
FILLING = re.compile(r"\b(by|end|of|the|before|on|in|at|latest|due|until|from|and|to|be)\b|[&,;:.()–—-]", re.IGNORECASE)
LAST_DAY = 31
CENTURY = 2000
SHORT_YEAR = 100


def understood(said: str) -> Timescale:
    """What a timescale says. Of several lines, what is done already is left aside where something is not."""
    said = said.strip()
    if not said:
        return Timescale()
    lines = [_line(one) for one in said.splitlines() if one.strip()]
    if len(lines) == 1:
        return Timescale(said, lines[0].kind, lines[0].due_on, lines[0].check)
    open_ones = [one for one in lines if one.kind is not TimeKind.DONE] or lines
    dated = [one for one in open_ones if one.due_on]
    if not dated:
        return Timescale(said, open_ones[0].kind, None, next((one.check for one in open_ones if one.check), ""))
    last = max(dated, key=lambda one: one.due_on or "")
    several = "It has several dates: the last one is taken." if len({one.due_on for one in dated}) > 1 else ""
    return Timescale(said, last.kind, last.due_on, several or next((one.check for one in open_ones if one.check), ""))


def _line(said: str) -> Timescale:
    head = LATER.sub("", said)
    found, rest = _dates(head if any(one.search(head) for one in DATES) else said)
    kind = _kind(said, dated=bool(found))
    days = [one for one in found if one]
    if len(days) < len(found):
        return Timescale(said, kind, None, "There is no such day.")
    if not days:
        plain = kind in (TimeKind.DONE, TimeKind.ONGOING) and not NOT_DONE.search(rest)
        return Timescale(said, kind, None, "" if plain else "No date was understood.")
    if kind is TimeKind.ONGOING and not _lasts(said):
        return Timescale(said, kind, None, "It says that it has begun, and not until when.")
    if len(days) > 1:
        kind = TimeKind.BY if kind is TimeKind.BEGINS else kind
        return Timescale(said, kind, max(days).isoformat(), "It has several dates: the last one is taken.")
    check = "Only the date was understood, not every word." if _strange(rest) else ""
    return Timescale(said, kind, days[0].isoformat(), check)


def _lasts(said: str) -> bool:
    """Whether what is under way is said to end on its date."""
    began = ONGOING.search(said)
    return began is not None and LASTS.search(said, began.end()) is not None


def _dates(text: str) -> tuple[list[date | None], str]:
    """The dates of a text, None for a day that does not exist; and the text without them."""
    found: list[date | None] = []
    for pattern in DATES:
        found += [_date(match.groupdict()) for match in pattern.finditer(text)]
        text = pattern.sub(" ", text)
    return found, text


def _date(parts: dict[str, str | None]) -> date | None:
    year = int(parts["year"] or 0)
    year += CENTURY if year < SHORT_YEAR else 0
    month = int(parts.get("number") or 0) or _month(parts.get("month") or "dec")
    try:
        return date(year, month, int(parts.get("day") or 0) or monthrange(year, month)[1])
    except ValueError:
        return None


def _month(word: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(word[:3].casefold()))


def _kind(said: str, *, dated: bool) -> TimeKind:
    otherwise = TimeKind.BY if dated else TimeKind.UNKNOWN
    kinds = (
        (DONE.search(said) and not NOT_DONE.search(said), TimeKind.DONE),
        (PARTLY.search(said), TimeKind.ONGOING),
        (TO_BEGIN.search(said), TimeKind.BEGINS),
        (NOT_BEGUN.search(said), otherwise),
        (ONGOING.search(said), TimeKind.ONGOING),
        (BEGINS.search(said), TimeKind.BEGINS),
        (REVIEW.search(said), TimeKind.REVIEW),
    )
    return next((kind for found, kind in kinds if found), otherwise)


def _strange(rest: str) -> bool:
    for pattern in (TO_BE_DONE, TO_BEGIN, NOT_BEGUN, DONE, ONGOING, BEGINS, REVIEW, FILLING):
        rest = pattern.sub(" ", rest)
    return bool(rest.strip())
