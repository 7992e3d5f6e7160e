"""Makes the font folder from npm packages that hold the Noto fonts as static TTF.

Run it as `python -m easyread.fonts.build PATH_TO_NODE_MODULES`, where the path is a folder into which npm has installed
the packages of `FAMILIES`. It writes two TTF a family, manifest.json and OFL.txt, and deletes TTF of other families.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uharfbuzz as hb

HERE = Path(__file__).parent
SCOPE = "@expo-google-fonts"
WEIGHTS = {400: "400Regular", 700: "700Bold"}
LICENCE = "OFL-1.1"
NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17)
"""Entries of the name table that stay: copyright, family, version and licence."""

LATIN = (range(0x20, 0x7F), range(0xA0, 0x250), range(0x1E00, 0x1F00), range(0x300, 0x370))
SIGNS = (range(0x200C, 0x2028), range(0x202F, 0x2060), range(0x20A0, 0x20C1), range(0x2190, 0x2194))
MORE_SIGNS = (0x2116, 0x2122, 0x2212, 0x25CC)
LETTERS = (range(0x41, 0x5B), range(0x61, 0x7B), range(0xC0, 0x250), range(0x1E00, 0x1F00))
EMBEDDING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
"""Signs that turn the direction of what follows. No text needs them, and a card refuses what has no glyph."""


class FontFault(Exception):
    """The packages cannot be used. The message says which one and what to do."""


@dataclass(frozen=True, slots=True)
class Family:
    """One family.

    Attributes:
        package: Its npm package, without the scope.
        stem: What its files are called in that package.
        script: What it is for.
    """

    name: str
    package: str
    stem: str
    script: str


FAMILIES = (
    Family("Noto Sans", "noto-sans", "NotoSans", "Latn"),
    Family("Noto Naskh Arabic", "noto-naskh-arabic", "NotoNaskhArabic", "Arab"),
    Family("Noto Sans Bengali", "noto-sans-bengali", "NotoSansBengali", "Beng"),
    Family("Noto Sans Gurmukhi", "noto-sans-gurmukhi", "NotoSansGurmukhi", "Guru"),
    Family("Noto Sans Gujarati", "noto-sans-gujarati", "NotoSansGujarati", "Gujr"),
)


def kept(script: str, there: Iterable[int]) -> set[int]:
    """The signs that stay: of Noto Sans the Latin ones, of the others all but Latin letters, which it draws."""
    found = set(there) - EMBEDDING
    if script == "Latn":
        return found & {*MORE_SIGNS, *(code for part in (*LATIN, *SIGNS) for code in part)}
    return found - {code for part in LETTERS for code in part}


def subset(body: bytes, script: str) -> bytes:
    """A font with the signs that stay, and all that shapes them."""
    face = hb.Face(body)
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(kept(script, face.unicodes))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.invert()  # none, turned round: every feature stays
    wanted.name_id_set.clear()
    wanted.name_id_set.update(NAMES)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    return bytes(hb.subset(face, wanted).blob.data)


def build(modules: Path, folder: Path) -> None:
    """Writes the fonts, the manifest and the licence into a folder."""
    made = [_made(family, weight, modules) for family in FAMILIES for weight in WEIGHTS]
    for old in folder.glob("*.ttf"):
        old.unlink()
    for entry, body in made:
        (folder / entry["file"]).write_bytes(body)
    manifest = json.dumps({"set": "Noto", "fonts": [entry for entry, _ in made]}, indent=1)
    (folder / "manifest.json").write_text(manifest + "\n", "utf-8")
    owners = dict.fromkeys(entry["owner"] for entry, _ in made)
    _, _, licence = _read(modules / SCOPE / FAMILIES[0].package / "LICENSE_FONT").decode("utf-8").partition("\n")
    (folder / "OFL.txt").write_text("\n".join([*owners, licence.replace("\r\n", "\n").rstrip()]) + "\n", "utf-8")


def _made(family: Family, weight: int, modules: Path) -> tuple[dict[str, Any], bytes]:
    package = modules / SCOPE / family.package
    style = WEIGHTS[weight]
    original = _read(package / style / f"{family.stem}_{style}.ttf")
    body, face = subset(original, family.script), hb.Face(original)
    entry = {
        "name": family.name,
        "script": family.script,
        "weight": weight,
        "file": f"{family.package}-{weight}.ttf",
        "sha256": hashlib.sha256(body).hexdigest(),
        "version": face.get_name(hb.OTNameIdPredefined.VERSION_STRING).removeprefix("Version "),
        "source": f"{SCOPE}/{family.package}@{json.loads(_read(package / 'package.json'))['version']}",
        "licence": LICENCE,
        "owner": face.get_name(hb.OTNameIdPredefined.COPYRIGHT),
    }
    return entry, body


def _read(file: Path) -> bytes:
    if not file.is_file():
        raise FontFault(f"There is no {file}. Install the npm packages that ATTRIBUTION.md names.")
    return file.read_bytes()


def main(argv: list[str]) -> int:
    """Rebuilds the font folder beside this file."""
    if len(argv) != 1:
        sys.stderr.write("Say where the npm packages are: python -m easyread.fonts.build PATH_TO_NODE_MODULES\n")
        return 2
    try:
        build(Path(argv[0]), HERE)
    except (FontFault, OSError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
