"""The lists of what there is to translate, as the code and the packs stand: for those who work on Plainsay itself."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog

from bot.app import CODE
from dialogs.pack import Pack, load_builtin
from dialogs.wording import BEFORE_YES, texts_of
from easyread import pictures as picture_set
from locales import SOURCE, Languages
from locales.catalogue import VITAL
from locales.extract import ROOT, extracted, written
from locales.files import as_po
from locales.languages import PROGRAM

FOLDER = ROOT / "locales"


def pack_list(pack: Pack) -> str:
    """The text of a pack's `.pot`. Who the words are for stands beside each sentence."""
    catalogue = Catalog()
    for text in texts_of(pack):
        notes = (f"{text.role} for {text.audience}", *((VITAL,) if text.part in BEFORE_YES else ()))
        catalogue.add(text.words, locations=[(text.place, 0)], auto_comments=notes)
    return written(catalogue, f"Every sentence of the pack '{pack.id}' that people see or hear.")


def built_in_lists() -> dict[str, str]:
    """Domain → its `.pot`."""
    pack = load_builtin(CODE, picture_set.load().names)
    return {PROGRAM: extracted(), pack.id: pack_list(pack)}


def renew(folder: Path = FOLDER) -> None:
    """Writes the lists anew, and every translation in their order. A sentence that is no longer said goes."""
    for domain, text in built_in_lists().items():
        (folder / f"{domain}.pot").write_text(text, encoding="utf-8")
    languages = Languages(packaged=folder)
    for language in languages.codes:
        for domain in languages.domains:
            if language != SOURCE:
                body = as_po(language, languages.states(language, domain))
                (folder / language / f"{domain}.po").write_bytes(body)
