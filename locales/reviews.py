"""Who has read a translation and found it right: `reviews.yaml` beside the translation.

A review names sentences by a hash of the English and the translation together. When either changes, the review no
longer covers the sentence, and it is a draft again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.resources.abc import Traversable
from typing import Final

import yaml

FILE: Final = "reviews.yaml"
HASH_CHARACTERS: Final = 16
HEADER: Final = "# Who has read this translation and found it right. `plainsay translate sign-off` adds to it.\n"


class BadReviews(Exception):
    """A `reviews.yaml` cannot be read (T101). The message says where and how to mend it."""

    code = "T101"


@dataclass(frozen=True, slots=True)
class Review:
    """One reader's sign-off.

    Attributes:
        by: The reader's name.
        fluent: How they know the language, such as 'first language'.
        on: The day, such as `2026-11-28`.
        sentences: Hashes of what they signed off.
    """

    by: str
    fluent: str
    on: str
    sentences: tuple[str, ...]


def sentence_hash(english: str, translated: str) -> str:
    """What a review knows a sentence by."""
    return sha256(f"{english}\0{translated}".encode()).hexdigest()[:HASH_CHARACTERS]


def read_reviews(folder: Traversable) -> tuple[Review, ...]:
    """The reviews in a language's folder; none where there is no file.

    Raises:
        BadReviews: The file is not what `written` makes.
    """
    file = folder / FILE
    if not file.is_file():
        return ()
    try:
        # BaseLoader: a hash of digits must stay text.
        entries = yaml.load(file.read_text("utf-8"), yaml.BaseLoader) or []  # noqa: S506 - makes only text
        return tuple(
            Review(str(one["by"]), str(one["fluent"]), str(one["on"]), tuple(map(str, one["sentences"])))
            for one in entries
        )
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
        why = " ".join(str(error).split())
        raise BadReviews(f"T101 {file}: this is no list of reviews ({why}). Mend it or take it away.") from error


def written(reviews: Iterable[Review]) -> str:
    """The text of `reviews.yaml`."""
    entries = [{**asdict(one), "sentences": list(one.sentences)} for one in reviews]
    return HEADER + yaml.safe_dump(entries, allow_unicode=True, sort_keys=False)
