"""The fonts are whole, licensed and small, and have every letter of the languages that they serve."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import uharfbuzz as hb

from easyread import fonts
from easyread.fonts import FontError, FontSet, build, load

SET = load()
LETTERS = {
    "en": "Aa Zz 0189 .,?!:;’‘“”–-…()'&%/£",
    "cy": "ŵ ŷ â ê î ô û ẁ ẃ ẅ ỳ Ŵ Ŷ",
    "pl": "ą ć ę ł ń ó ś ź ż Ą Ć Ę Ł Ń Ó Ś Ź Ż „ ”",
    "ro": "ă â î ș ț Ă Â Î Ș Ț",
    "pt": "ã õ ç á é í ó ú â ê ô à",
    "es": "ñ á é í ó ú ü ¿ ¡",
    "ar": "ء آ أ ؤ إ ئ ا ب ة ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ى ي ؟ ، ؛ \u064b \u0651 \u0652 « »",
    "ur": "ٹ ڈ ڑ ں ے ہ ھ گ چ پ ژ ک ی ۔ ؟ ، ۂ ئ ۓ ۰ ۱ ۹ ‘ ’ 0 9",
    "bn": "অ আ ক খ ঙ ৎ ং ঃ ঁ া ি ী ু ্ য় ড় ঢ় ০ ৯ । \u200c \u200d",
    "pa": "ੳ ਅ ੲ ਸ ਹ ਕ ਖ ਗ ਜ਼ ਫ਼ ੜ ਂ ੰ ੱ ਾ ਿ ੀ ੁ ੍ ੦ ੯ ।",
    "gu": "અ આ ક ખ ગ ળ ક્ષ જ્ઞ ં ઃ ા િ ી ુ ૂ ૃ ે ૈ ો ૌ ્ ૦ ૯",
}


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("language", sorted(LETTERS))
def test_a_language_has_its_letters(language: str, weight: int) -> None:
    """Every letter, digit and common sign of a language is in the font that is used first, in both weights."""
    first = hb.Face(SET.body(SET.serving(language, weight)[0]))
    assert {sign for sign in LETTERS[language] if ord(sign) not in first.unicodes} == set()


@pytest.mark.parametrize("font", SET.fonts, ids=lambda font: font.file)
def test_shaping_is_kept(font: fonts.Font) -> None:
    """What shapes and places letters is still in each font."""
    assert {"GSUB", "GPOS", "GDEF"} <= set(hb.Face(SET.body(font)).table_tags)


def test_which_fonts_serve_a_language() -> None:
    """A language's own font comes first, then the Latin one for names; a region changes nothing."""
    assert [font.name for font in SET.serving("ur", 700)[:2]] == ["Noto Naskh Arabic", "Noto Sans"]
    assert [font.name for font in SET.serving("pa-IN")[:2]] == ["Noto Sans Gurmukhi", "Noto Sans"]
    assert SET.serving("en")[0].name == SET.serving("xx")[0].name == "Noto Sans"
    assert {font.weight for font in SET.serving("bn", 700)} == {700}
    assert [fonts.is_right_to_left(one) for one in ("ar", "ur-PK", "en", "bn")] == [True, True, False, False]


def test_the_folder_is_small_and_licensed() -> None:
    """All fonts together stay under 2.5 MB, and the licence beside them names every owner."""
    assert sum(len(SET.body(font)) for font in SET.fonts) < 2_500_000
    licence = (Path(fonts.__file__).parent / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert all(font.owner in licence and font.licence == "OFL-1.1" for font in SET.fonts)


def copied(folder: Path) -> Path:
    """A copy of the font folder."""
    for font in SET.fonts:
        (folder / font.file).write_bytes(SET.body(font))
    (folder / "manifest.json").write_bytes((Path(fonts.__file__).parent / "manifest.json").read_bytes())
    return folder


def test_a_changed_or_missing_font_is_told(tmp_path: Path) -> None:
    """A file that is not the one of the manifest is never used; the error names it."""
    file = copied(tmp_path) / SET.fonts[0].file
    file.write_bytes(b"other")
    with pytest.raises(FontError, match=r"Noto Sans: noto-sans-400\.ttf is not the file"):
        load(tmp_path)
    file.unlink()
    with pytest.raises(FontError, match=r"has no file noto-sans-400\.ttf"):
        load(tmp_path)


@pytest.mark.parametrize("body", ["", "[]", '{"fonts": [1]}'])
def test_a_broken_manifest_is_told(tmp_path: Path, body: str) -> None:
    """A manifest that cannot be read gives one sentence."""
    (tmp_path / "manifest.json").write_text(body, encoding="utf-8")
    with pytest.raises(FontError, match="Rebuild the folder"):
        load(tmp_path)


def test_a_font_without_its_licence_is_told(tmp_path: Path) -> None:
    """No font is used whose licence is not noted."""
    file = copied(tmp_path) / "manifest.json"
    listed = json.loads(file.read_text(encoding="utf-8"))
    del listed["fonts"][0]["licence"]
    file.write_text(json.dumps(listed), encoding="utf-8")
    with pytest.raises(FontError, match="has no licence"):
        load(tmp_path)


def packages(folder: Path) -> Path:
    """The packages, with our own fonts in the place of the originals."""
    by_name: dict[tuple[str, int], bytes] = {(font.name, font.weight): SET.body(font) for font in SET.fonts}
    for family in build.FAMILIES:
        package = folder / build.SCOPE / family.package
        for weight, style in build.WEIGHTS.items():
            (package / style).mkdir(parents=True)
            (package / style / f"{family.stem}_{style}.ttf").write_bytes(by_name[family.name, weight])
        (package / "package.json").write_text('{"version": "1.2.3"}', encoding="utf-8")
        (package / "LICENSE_FONT").write_text("Copyright\nThe licence\n", encoding="utf-8")
    return folder


def test_the_folder_can_be_rebuilt(tmp_path: Path) -> None:
    """From packages, `build` makes a whole folder, and fonts of other families go."""
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "old.ttf").touch()
    build.build(packages(tmp_path / "node_modules"), tmp_path / "made")
    made: FontSet = load(tmp_path / "made")
    assert [font.file for font in made.fonts] == [font.file for font in SET.fonts]
    assert not (tmp_path / "made" / "old.ttf").exists()
    assert {font.source.partition("@1")[2] for font in made.fonts} == {".2.3"}
    assert "The licence" in (tmp_path / "made" / "OFL.txt").read_text(encoding="utf-8")


def test_missing_packages_are_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Where a package is not there, the script says which file it looked for, and touches nothing."""
    assert build.main([str(tmp_path)]) == 1
    assert "Install the npm packages" in capsys.readouterr().err
    assert build.main([]) == 2
    assert load().fonts
