"""Translations of what the program itself says to people. English is the source.

`locales/plainsay.pot` lists every sentence; `locales/<language>/plainsay.po` holds a translation. Packs carry the
words of their questions themselves. `python -m locales.extract` writes the list anew.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language.

    Attributes:
        language: For the `lang` of a page; it is English where a translation is missing.
        direction: `ltr` or `rtl`, for the `dir` of a page.
    """

    language: str
    direction: str
    catalogue: NullTranslations

    def gettext(self, text: str) -> str:
        """The sentence in this language, or in English where nobody has translated it."""
        return self.catalogue.gettext(text)


@cache
def translation(language: str, folder: Traversable | None = None) -> Words:
    """The words of a language such as `en` or `cy`.

    Args:
        language: A tag such as `pt-BR`. Without its own translation it falls back to `pt`, then to English.
        folder: Where `<language>/plainsay.po` is; the packaged translations when None.
    """
    home = files("locales") if folder is None else folder
    for tag in (language.replace("-", "_"), language.split("-", maxsplit=1)[0]):
        locale = _locale(tag)
        if locale is None or tag == SOURCE:
            continue
        catalogue = home / tag / "plainsay.po"
        if catalogue.is_file():
            return Words(tag.replace("_", "-"), locale.text_direction, _compiled(catalogue.read_bytes(), locale))
    return Words(SOURCE, "ltr", NullTranslations())


def _locale(tag: str) -> Locale | None:
    """None for anything that is no language, so that a strange tag is never used as a path."""
    try:
        return Locale.parse(tag)
    except (UnknownLocaleError, ValueError):
        return None


def _compiled(po: bytes, locale: Locale) -> GNUTranslations:
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(po), locale=locale))
    compiled.seek(0)
    return GNUTranslations(compiled)
