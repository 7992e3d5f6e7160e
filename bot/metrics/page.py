"""`GET /metrics`: OpenMetrics text for a watch on this computer. For everybody else there is no such page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, Protocol

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.metrics.counts import Counts, Times
from bot.metrics.requests import is_from_here
from bot.metrics.stored import Stored, stored
from store.database import Database
from store.errors import StoreError

if TYPE_CHECKING:
    from prometheus_client.core import Metric

PATH: Final = "/metrics"
MIME: Final = "application/openmetrics-text; version=1.0.0; charset=utf-8"


Series = (
    Mapping[tuple[()], float]
    | Mapping[tuple[str], float]
    | Mapping[tuple[str, str], int]
    | Mapping[tuple[str, ...], float]
)
"""Values of the labels → figure."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the figures come from.

    Attributes:
        version: Of the program.
        silent: Channel → for how many seconds it has given no sign of life; only channels that are in use.
        lag: How many seconds the standby is behind; None where nobody can tell.
    """

    database: Database
    counts: Counts
    clock: Callable[[], datetime]
    version: str
    silent: Callable[[], Mapping[str, float]] = dict
    lag: Callable[[], float | None] = lambda: None


def metrics_routes(source: Source) -> list[BaseRoute]:
    """The page."""

    async def show(request: Request) -> Response:
        if not is_from_here(request.scope):
            raise HTTPException(404)
        # A fifth of a second that only those wait who have a watch.
        from prometheus_client.core import CollectorRegistry  # noqa: PLC0415
        from prometheus_client.openmetrics.exposition import generate_latest  # noqa: PLC0415

        registry = CollectorRegistry(auto_describe=False)
        registry.register(_Once(await _read(source), source))
        return Response(generate_latest(registry), media_type=MIME)  # type: ignore[no-untyped-call]  # the library's

    return [Route(PATH, show)]


class _Channel(Protocol):
    @property
    def state(self) -> _State: ...


class _State(Protocol):
    def silent_seconds(self) -> float: ...


def silent_of(telegram: _Channel | None) -> dict[str, float]:
    """Channels that are in use, and for how long each has given no sign of life. E-mail gives none by itself."""
    return {"telegram": telegram.state.silent_seconds()} if telegram else {}


async def _read(source: Source) -> Stored | None:
    try:
        return await source.database.read(lambda tx: stored(tx, source.clock()))
    except StoreError:
        return None  # the figures say so; a watch that is told nothing at all would learn less


class _Once:
    """What the library asks for the figures of one look."""

    def __init__(self, found: Stored | None, source: Source) -> None:
        self._found, self._source = found, source

    def collect(self) -> Iterator[Metric]:
        """All of them."""
        yield from _of_the_program(self._source, self._found)
        yield from _of_what_is_counted(self._source.counts)
        if self._found is not None:
            yield from _of_the_store(self._found)


def _of_the_program(source: Source, found: Stored | None) -> Iterator[Metric]:
    from prometheus_client.core import InfoMetricFamily  # noqa: PLC0415 - as above

    build = {"version": source.version, "schema": str(found.schema) if found else ""}
    yield InfoMetricFamily("plainsay_build", "What runs here.", value=build)
    yield _gauge("plainsay_store_up", "Whether the database can be read.", float(found is not None))
    silent = {(channel,): seconds for channel, seconds in source.silent().items()}
    what = "Since a channel last gave a sign of life."
    yield _gauges("plainsay_channel_silent_seconds", what, ("channel",), silent)
    lag = source.lag()
    if lag is not None:
        yield _gauge("plainsay_standby_lag_seconds", "How far what was streamed to the standby is behind.", lag)


def _of_what_is_counted(counts: Counts) -> Iterator[Metric]:
    yield _counter("plainsay_requests", "Requests, by template of the address.", ("route", "status"), counts.requests)
    yield _histogram("plainsay_request_seconds", "How long an answer took.", ("face",), counts.pages)
    yield _histogram(
        "plainsay_turn_seconds", "How long a turn that writes waited until it was on disk.", (), {"": counts.turns}
    )
    yield _counter("plainsay_answers", "Answers kept since the start.", (), {(): counts.answers})
    yield _counter("plainsay_messages", "Attempts to send a message.", ("channel", "outcome"), counts.messages)
    passed = {(where,): number for where, number in counts.passed.items()}
    yield _counter("plainsay_passing_faults", "Faults of the machine that passed.", ("where",), passed)


def _of_the_store(found: Stored) -> Iterator[Metric]:
    worries = {("open",): found.open, ("not_taken",): found.untaken, ("late",): found.late}
    worries |= {("reached_nobody",): found.unreached}
    yield _gauges("plainsay_worries", "Worries that are not ended: a count, and nothing of any.", ("state",), worries)
    for name, what, value in (
        ("plainsay_database_bytes", "Size of the database.", found.database_bytes),
        ("plainsay_outbox_waiting", "Messages that wait to be sent.", found.waiting),
        ("plainsay_outbox_oldest_seconds", "Since the oldest of them waits.", found.oldest or 0),
        ("plainsay_outbox_given_up", "Messages that could not be sent, of those still kept.", found.given_up),
        ("plainsay_outbox_maybe_twice", "Messages that may have come twice, of those still kept.", found.maybe_twice),
        ("plainsay_recordings_waiting", "Recordings and photos that nobody has heard or seen.", found.not_heard),
        ("plainsay_backup_age_seconds", "Since the last good backup.", found.backup_age),
        ("plainsay_backup_ok", "Whether the last backup went well.", found.backup_good),
        ("plainsay_clock_jumped", "Whether deleting rests because the clock jumped.", found.clock_unsteady),
        ("plainsay_caretaker_age_seconds", "Since the caretaker's last round.", found.swept),
    ):
        if value is not None:
            yield _gauge(name, what, float(value))


def _gauge(name: str, what: str, value: float) -> Metric:
    return _gauges(name, what, (), {(): value})


def _gauges(name: str, what: str, labels: tuple[str, ...], values: Series) -> Metric:
    from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415 - as above

    unit = next((unit for unit in ("seconds", "bytes") if name.endswith(f"_{unit}")), "")
    family = GaugeMetricFamily(name, what, labels=labels, unit=unit)
    for each, value in values.items():
        family.add_metric(each, value)
    return family


def _counter(name: str, what: str, labels: tuple[str, ...], values: Series) -> Metric:
    from prometheus_client.core import CounterMetricFamily  # noqa: PLC0415 - as above

    family = CounterMetricFamily(name, what, labels=labels)
    for each, value in values.items():
        family.add_metric(each, value)
    return family


def _histogram(name: str, what: str, labels: tuple[str, ...], values: Mapping[str, Times]) -> Metric:
    from prometheus_client.core import HistogramMetricFamily  # noqa: PLC0415 - as above

    family = HistogramMetricFamily(name, what, labels=labels, unit="seconds")
    for each, times in values.items():
        label: Iterable[str] = (each,) if labels else ()
        family.add_metric(tuple(label), times.buckets(), times.seconds)
    return family
