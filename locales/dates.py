"""A day or a month as each language writes it."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from locales.words import SOURCE

BRITISH = "en_GB"


def day_in(language: str, day: str) -> str:
    """`2026-11-22` → `22 November 2026`, in the words of a language."""
    return format_date(date.fromisoformat(day[:10]), "long", locale=_locale(language))


def month_in(language: str, month: str) -> str:
    """`2026-11` → `November 2026`, in the words of a language."""
    return format_date(date.fromisoformat(f"{month}-01"), "LLLL y", locale=_locale(language))


def _locale(language: str) -> str:
    return BRITISH if language == SOURCE else language
