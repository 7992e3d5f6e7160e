"""What an action of the register is. `store.actions` keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """How far an action is. What is no longer needed stays in the register, with the reason in a note."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    NO_LONGER_NEEDED = "no-longer-needed"

    @property
    def open(self) -> bool:
        """Whether there is still something to do."""
        return self in {Status.NOT_STARTED, Status.IN_PROGRESS}


@dataclass(frozen=True, slots=True)
class Expected:
    """Something that will show that an action is done.

    Attributes:
        timescale: By when, as it was said; '' where it goes with the action.
        seen_on: The day on which somebody saw it; `record_id` where it is kept as a record.
    """

    text: str
    timescale: str = ""
    due_on: str | None = None
    seen_on: str | None = None
    record_id: int | None = None


@dataclass(frozen=True, slots=True)
class Someone:
    """Who leads an action or must know of it: a member of the staff, or just a name.

    Attributes:
        said: What a file called the member, such as `Training Manager`; '' where it is their name.
    """

    name: str
    member_id: int | None = None
    said: str = ""

    @property
    def words(self) -> str:
        """As it was said: what a plan is printed with."""
        return self.said or self.name


@dataclass(frozen=True, slots=True)
class NewAction:
    """An action as it is added or changed.

    Attributes:
        number: As people call it, such as `2.8`; '' for none.
        service_id: Where it is done; 0 for the whole provider.
        outcome: What will be better for people.
        timescale: By when, as it was said.
        refers_to: Numbers of other actions that it points to.
        standards: Areas, standards and warning signs that it is about.
        more: Further fields of a detailed plan, such as `first_steps`.
        from_kind: What led to it: '' or wish, assessment, ladder, standard, record, answer. `from_id` says which.
    """

    plan_id: int
    what: str
    part_id: int | None = None
    number: str = ""
    service_id: int = 0
    outcome: str = ""
    expected: tuple[Expected, ...] = ()
    leads: tuple[Someone, ...] = ()
    knows: tuple[Someone, ...] = ()
    timescale: str = ""
    starts_on: str | None = None
    due_on: str | None = None
    refers_to: tuple[str, ...] = ()
    status: Status = Status.NOT_STARTED
    standards: tuple[str, ...] = ()
    more: dict[str, str] = field(default_factory=dict)
    from_kind: str = ""
    from_id: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """An action as it is kept. `said` holds what can be changed; the rest the register knows.

    Attributes:
        moved_at: When it last changed, or somebody last wrote a note.
        done_at: When it was marked as done.
    """

    id: int
    place: int
    made_at: str
    moved_at: str
    done_at: str | None
    said: NewAction

    @property
    def status(self) -> Status:
        """How far it is."""
        return self.said.status
