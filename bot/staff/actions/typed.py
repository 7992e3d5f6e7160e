"""The form of an action: what was typed, what it starts with, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.http.body import FORM_BYTES
from bot.staff.actions import people, proofs
from bot.staff.guard import Visit
from evidence.action_tables.model import TimeKind
from evidence.action_tables.timescales import understood
from evidence.detailed_plan import MORE
from evidence.reports.evidence_words import day as in_words
from store.action import NewAction

LONGEST = 5000
SHORT = 200


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form holds, as text. Templates read it by name."""

    fields: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.fields.get(name, "")


def posted(visit: Visit) -> Typed:
    """What was sent. How long it may be, `mistakes` says: what is refused here is lost to whoever typed it."""
    fields: dict[str, Any] = {name: visit.field(name, FORM_BYTES).strip() for name in (*_SHORT, *_LONG, *MORE)}
    fields |= {name: _many(visit, name) for name in ("leads", "standards")}
    fields["expected"] = proofs.posted(visit)
    return Typed(fields)


def of_action(said: NewAction) -> Typed:
    """What the form of an action that is there begins with."""
    fields: dict[str, Any] = {
        "what": said.what,
        "outcome": said.outcome,
        "plan": str(said.plan_id),
        "part": str(said.part_id or ""),
        "number": said.number,
        "service": str(said.service_id),
        "leads": [str(one.member_id) for one in said.leads if one.member_id],
        "other_leads": "\n".join(one.name for one in said.leads if not one.member_id),
        "knows": "\n".join(one.words for one in said.knows),
        "timescale": said.timescale,
        "starts_on": said.starts_on or "",
        "due_on": said.due_on or "",
        "refers_to": ", ".join(said.refers_to),
        "standards": list(said.standards),
        "expected": proofs.of_action(said),
    }
    return Typed(fields | {name: said.more[name] for name in MORE if name in said.more})


def made(
    typed: Typed, *, plan_id: int, part_id: int | None, members: dict[str, str], before: NewAction | None = None
) -> NewAction:
    """The action that a form without mistakes says.

    Args:
        typed: The form.
        plan_id: The plan that it belongs to.
        part_id: The part of that plan; None for none.
        members: Number → name of those who can lead.
        before: The action as it was, for what the form does not ask.
    """
    starts_on, due_on = _days(typed, before)
    were = before or NewAction(0, "")
    return NewAction(
        plan_id=plan_id,
        what=typed["what"],
        part_id=part_id,
        number=typed["number"],
        service_id=int(typed["service"]),
        outcome=typed["outcome"],
        expected=proofs.made(typed["expected"], were.expected),
        leads=people.leads(typed["leads"], _lines(typed["other_leads"]), members, were.leads),
        knows=people.known(_lines(typed["knows"]), members, were.knows),
        timescale=were.timescale if _same(typed["timescale"], were.timescale) else typed["timescale"],
        starts_on=starts_on,
        due_on=due_on,
        refers_to=tuple(one.strip() for one in typed["refers_to"].split(",") if one.strip()),
        status=were.status,
        standards=tuple(typed["standards"]),
        more=_others(before) | {name: typed[name] for name in MORE if typed[name]},
        from_kind=before.from_kind if before else typed["from_kind"],
        from_id=before.from_id if before else typed["from_id"],
    )


def mistakes(
    typed: Typed,
    *,
    services: Iterable[str],
    plans: Mapping[str, Collection[str]],
    standards: Iterable[str],
    before: NewAction | None = None,
) -> dict[str, str]:
    """What is wrong, by field. `plans` holds each plan that may be chosen, with its parts.

    What stood in the action before may be longer than the form takes: it came from a file, and stays.
    """
    wrong = {} if typed["what"] else {"what": "Enter what is to be done."}
    if typed["service"] not in set(services):
        wrong["service"] = "Choose where it is done."
    if typed["plan"] not in plans and not typed["new_plan"]:
        wrong["plan"] = "Choose a plan, or give a new one a name."
    elif typed["part"] and not typed["new_plan"] and typed["part"] not in plans[typed["plan"]]:
        wrong["part"] = "This is a part of another plan. Choose a part of the plan that you chose, or none."
    if not set(typed["standards"]) <= set(standards):
        wrong["standards"] = "Choose from the list."
    for name, label in (("starts_on", "first day"), ("due_on", "last day")):
        if typed[name] and not _is_day(typed[name]):
            wrong[name] = f"Enter the {label} as a date, or leave it empty."
    if not wrong and typed["starts_on"] and typed["due_on"] and typed["starts_on"] > typed["due_on"]:
        wrong["due_on"] = "The last day comes before the first one."
    wrong |= _too_long(typed, before) | proofs.mistakes(typed["expected"], LONGEST, _is_day)
    return wrong or _two_days(typed, before)


_SHORT = ("plan", "new_plan", "part", "number", "service", "timescale", "starts_on", "due_on", "refers_to", "from_kind",
          "from_id", "asked")  # fmt: skip
_LONG = ("what", "outcome", "other_leads", "knows")


def _too_long(typed: Typed, before: NewAction | None) -> dict[str, str]:
    stood = of_action(before) if before else Typed()
    most = dict.fromkeys(_SHORT, SHORT) | dict.fromkeys((*_LONG, *MORE), LONGEST)
    return {
        name: proofs.too_long(typed[name], longest)
        for name, longest in most.items()
        if len(typed[name]) > longest and not _same(typed[name], stood[name])
    }


def _two_days(typed: Typed, before: NewAction | None) -> dict[str, str]:
    """New words beside the day that stood there: asked about once, since leads are reminded by the day."""
    if before is None or not before.due_on or _same(typed["timescale"], before.timescale):
        return {}
    said = understood(typed["timescale"])
    asked = f"{typed['timescale']} {before.due_on}"
    if typed["due_on"] != before.due_on or said.kind is TimeKind.BEGINS or said.due_on in {None, before.due_on}:
        return {}
    if typed["asked"] == asked:
        return {}
    typed.fields["asked"] = asked
    return {
        "due_on": f"The words say {in_words(said.due_on or '')}, and the last day is {in_words(before.due_on)}. "
        "Change the last day, or empty it to take that of the words. If both are right, save again."
    }


def _same(text: str, other: str) -> bool:
    """Whether two texts are the same but for line ends, which a field of one line cannot hold."""
    return text.split() == other.split()


def _days(typed: Typed, before: NewAction | None) -> tuple[str | None, str | None]:
    """First and last day: as they were typed, or else as new words say it, read as those in a file are."""
    starts_on, due_on = typed["starts_on"] or None, typed["due_on"] or None
    if starts_on or due_on or (before and _same(typed["timescale"], before.timescale)):
        return starts_on, due_on
    said = understood(typed["timescale"])
    return (said.due_on, None) if said.kind is TimeKind.BEGINS else (None, said.due_on)


def _many(visit: Visit, name: str) -> list[str]:
    return [str(one)[:SHORT] for one in visit.form.getlist(name)] if visit.form is not None else []


def _others(before: NewAction | None) -> dict[str, str]:
    """What the form does not ask: columns of a file that meant nothing to us."""
    return {name: text for name, text in before.more.items() if name not in MORE} if before else {}


def _lines(text: str) -> list[str]:
    return [one.strip() for one in text.splitlines() if one.strip()]


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
