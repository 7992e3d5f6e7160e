"""The easy-read rules, the pictures and how hard a word is. Knows text, not dialogs."""

from __future__ import annotations


def difficulty(word: str, lang: str = "en") -> float:
    """How hard a word is: 0 easy, 1 hard. Works offline; see `easyread.word_difficulty` for how.

    Args:
        word: Any text; capitals make no difference.
        lang: A language code such as `en`.
    """
    # The word lists load on first use, so that importing easyread stays cheap.
    from easyread.word_difficulty import difficulty as measure  # noqa: PLC0415 -- see above

    return measure(word, lang)
