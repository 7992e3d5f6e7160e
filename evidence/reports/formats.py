"""The formats that a report can be had in."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from evidence.reports.document import Report


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        name: As it is typed, and the end of its files' names.
        title: As a page calls it.
        mime: How a browser knows it.
        is_text: It can be shown where it was typed.
    """

    name: str
    title: str
    mime: str
    is_text: bool = False


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("html", "Web page", "text/html; charset=utf-8", is_text=True),
        Format("pdf", "PDF", "application/pdf"),
        Format("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        Format("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        Format("csv", "CSV", "text/csv; charset=utf-8", is_text=True),
        Format("json", "JSON", "application/json", is_text=True),
    )
}
"""By name. Each is written by the module of its name beside this one."""


def write(report: Report, name: str, *, base: str | None = None) -> bytes:
    """A report in a format.

    Takes up to some seconds of computing, so whoever serves others meanwhile calls it in a thread.

    Args:
        report: The report.
        name: One of `FORMATS`.
        base: What the addresses in it begin with; None leaves all addresses out.
    """
    # A format's library is slow to load, and one format is asked for at a time.
    module = import_module(f"evidence.reports.{FORMATS[name].name}")
    made: bytes = module.write(report, base=base)
    return made


def file_name(report: Report, name: str) -> str:
    """What the file is called, such as `evidence-2026-11-29.pdf`."""
    return f"{report.name}-{report.made_on}.{FORMATS[name].name}"
