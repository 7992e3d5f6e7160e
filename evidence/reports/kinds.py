"""What a kind of report is, for whom one is made and what is asked for. Each report's own module says which it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dialogs.pack import Pack
from evidence.reports.document import Report
from locales import ENGLISH, Words
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a report is made. What they may not see is not in it.

    Attributes:
        services: The services they see; None for all.
        leads: They may read what one person told.
        manages: They may read what is for managers only.
        public: It will be published: nothing in it may be for staff only, and no links are in it.
        previews: Where nothing is published yet they may see what would be, marked as a preview.
    """

    services: frozenset[int] | None = None
    leads: bool = False
    manages: bool = False
    public: bool = False
    previews: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for.

    Attributes:
        today: The day on which it is made.
        round_id: 0 for the newest.
        service_id: 0 for the whole provider.
        number: Of the one self-assessment, plan or other thing that it is about; 0 for the newest.
        version: Of a self-assessment: a signed version, or 0 for what is written now; None for what is usual.
        layout: Which of its layouts, such as `stockton`; '' for the first.
        words: Sentences of the language that it is wanted in, for reports that are for people.
    """

    pack: Pack
    today: date
    reader: Reader
    round_id: int = 0
    service_id: int = 0
    number: int = 0
    version: int | None = None
    layout: str = ""
    words: Words = ENGLISH


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A report that can be made.

    Attributes:
        name: As it is typed and stands in addresses.
        title: As a list shows it.
        says: What it is for, in a sentence.
        make: Makes it; None where there is nothing to report about yet.
        layouts: Names of its layouts, the usual one first; empty where it has one only.
        by_round: It is about one round, which can be chosen.
        by_service: It can be about one service.
        several: It can be about all services of a member who has several, and not only about one or the whole provider.
        numbers: Lists what it can be about, such as plans, each by number and name; None where there is nothing to
            choose. The first is what it is about unless told, so 0 may stand there for several at once.
        which: What is chosen by these numbers, as a label.
        ready: Whether there is something to report about, where that is told faster than by making it.
        formats: The formats that it can be had in; empty for all.
        carers: Keyworkers may have it too, who do not read what many people say.
        by_language: It is for people, and can be had in their languages.
    """

    name: str
    title: str
    says: str
    make: Callable[[Tx, Asked], Report | None]
    layouts: tuple[str, ...] = ()
    by_round: bool = False
    by_service: bool = False
    several: bool = False
    numbers: Callable[[Tx, Asked], tuple[tuple[int, str], ...]] | None = None
    which: str = "Which one"
    ready: Callable[[Tx, Asked], bool] | None = None
    formats: tuple[str, ...] = ()
    carers: bool = False
    by_language: bool = False

    def is_ready(self, tx: Tx, asked: Asked) -> bool:
        """Whether it can be made now, for this reader."""
        return self.ready(tx, asked) if self.ready else self.make(tx, asked) is not None
