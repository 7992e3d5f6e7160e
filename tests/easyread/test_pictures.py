"""The picture set is whole, licensed, safe to put in a page, and can be rebuilt."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from easyread import pictures
from easyread.lint import hits
from easyread.pictures import PictureError, build
from easyread.rules import RULES
from easyread.sources.made import Original
from easyread.text import Kind

FOLDER = Path(pictures.__file__).parent
SET = pictures.load()
NAMES = sorted(SET.names)


def test_names_files_and_recipes_agree() -> None:
    """Every recipe has its file and its entry, and there is no file besides."""
    recipes = yaml.load((FOLDER / "recipes.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 -- only text
    assert set(recipes) == set(NAMES) == {file.stem for file in FOLDER.glob("*.svg")}


def test_the_answers_are_there() -> None:
    """The pictures that every screen needs are in the set."""
    assert {
        "yes",
        "no",
        "a-bit",
        "dont-know",
        "rather-not",
        "help",
        "stop",
        "skip",
        "back",
        "again",
        "listen",
    } <= SET.names


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_is_safe_and_small(name: str) -> None:
    """No style, script, reference or text; a viewBox; a white tile behind; under 12 kB."""
    body = SET.svg(name)
    root = ET.fromstring(body)  # noqa: S314 -- our own files
    assert len(body) < 12_000
    assert root.get("viewBox") == "0 0 72 72"
    tile = next(iter(root))
    assert (tile.get("fill"), tile.get("width"), tile.get("height")) == ("#fff", "72", "72")
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "g", "path", "circle", "line", "rect", "polyline", "polygon", "ellipse"}
    attributes = {key for element in root.iter() for key in element.attrib}
    assert not attributes & {"style", "id", "class", "href", "{http://www.w3.org/1999/xlink}href"}
    assert not [key for key in attributes if key.startswith("on")]
    assert b"url(" not in body


@pytest.mark.parametrize("name", NAMES)
def test_every_alt_text_is_short_and_plain(name: str) -> None:
    """An alt text has one to eight words and does not begin with 'picture of'."""
    assert 1 <= len(SET.alt(name).split()) <= 8
    assert not re.match(r"(?i)(?:a |the )?(?:picture|image|photo) of", SET.alt(name))


def test_alt_texts_obey_the_rules() -> None:
    """No alt text has an error or a warning of the linter, read as the alt text that it is."""
    alts = {name: (Original(SET.alt(name)).block(Kind.ALT, [(SET.alt(name), 0)]),) for name in NAMES}
    assert [(name, hit) for name, alt in alts.items() for rule in RULES for _, hit in hits(rule, alt)] == []


def test_every_picture_says_whose_it_is() -> None:
    """Licence, owner and alt key are there, and a drawing without OpenMoji in it is our own."""
    for picture in SET.pictures.values():
        assert picture.licence == "CC BY-SA 4.0"
        assert picture.owner.startswith("OpenMoji") == bool(picture.source)
        assert picture.alt_key == f"picture.{picture.name}"
    notice = (FOLDER / "ATTRIBUTION.md").read_text("utf-8")
    assert "OpenMoji" in notice
    assert "https://creativecommons.org/licenses/by-sa/4.0/" in notice


def _copy(tmp_path: Path) -> tuple[Path, dict[str, dict[str, str]]]:
    manifest = json.loads((FOLDER / "manifest.json").read_text("utf-8"))
    manifest["pictures"] = {"yes": manifest["pictures"]["yes"]}
    shutil.copy(FOLDER / "yes.svg", tmp_path)
    return tmp_path, manifest["pictures"]


def _save(folder: Path, entries: dict[str, dict[str, str]]) -> None:
    (folder / "manifest.json").write_text(json.dumps({"pictures": entries}), "utf-8")


def test_a_whole_folder_loads(tmp_path: Path) -> None:
    """The copy that the next tests break is whole at first."""
    folder, entries = _copy(tmp_path)
    _save(folder, entries)
    assert pictures.load(folder).names == {"yes"}


@pytest.mark.parametrize("key", ["licence", "owner", "sha256", "alt", "file"])
def test_a_missing_field_is_told(tmp_path: Path, key: str) -> None:
    """A picture without its licence, owner, hash, alt text or file name is refused, by name."""
    folder, entries = _copy(tmp_path)
    del entries["yes"][key]
    _save(folder, entries)
    with pytest.raises(PictureError, match=rf"'yes' has no {key}"):
        pictures.load(folder)


def test_a_missing_or_changed_file_is_told(tmp_path: Path) -> None:
    """A file that is gone or is not the one in the manifest is refused, by name."""
    folder, entries = _copy(tmp_path)
    _save(folder, entries)
    (folder / "yes.svg").write_text("<svg/>")
    with pytest.raises(PictureError, match=r"'yes': yes\.svg is not the file"):
        pictures.load(folder)
    (folder / "yes.svg").unlink()
    with pytest.raises(PictureError, match=r"'yes' has no file yes\.svg"):
        pictures.load(folder)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"pictures": {"yes": 3}}', '{"pictures": []}'])
def test_a_broken_manifest_is_told(tmp_path: Path, text: str) -> None:
    """A manifest that is not one is a clear error, not a crash."""
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(PictureError, match=r"manifest\.json"):
        pictures.load(tmp_path)


def _package(tmp_path: Path) -> Path:
    svg = tmp_path / "package" / "color" / "svg"
    svg.mkdir(parents=True)
    (tmp_path / "package" / "package.json").write_text('{"version": "17.0.0"}')
    (svg / "2705.svg").write_text(
        '<svg id="emoji" viewBox="0 0 72 72" xmlns="http://www.w3.org/2000/svg">\n <style>p{}</style>\n'
        '<script>x</script><g id="line"><path id="a" class="b" d="M1,1" fill="#000"/></g><g id="skin"/></svg>'
    )
    return tmp_path / "package"


def test_the_folder_is_rebuilt_from_recipes(tmp_path: Path) -> None:
    """A rebuild writes cleaned, composed pictures that load, the same each time, and drops old ones."""
    package, folder = _package(tmp_path), tmp_path / "out"
    folder.mkdir()
    (folder / "old.svg").write_text("<svg/>")
    recipes = (
        "yes: {alt: A tick, from: 2705}\n"
        "two: {alt: Two, parts: [{from: 2705, x: 1, y: 2, size: 36, recolour: {'#000': '#123'}},"
        ' {draw: \'<rect width="1" height="1"/>\'}]}\n'
    )
    (folder / "recipes.yaml").write_text(recipes)
    build.build(package, folder)
    first = (folder / "manifest.json").read_bytes()
    build.build(package, folder)
    assert (folder / "manifest.json").read_bytes() == first
    made = pictures.load(folder)
    assert made.names == {"yes", "two"}
    assert not (folder / "old.svg").exists()
    assert b"translate(1 2) scale(0.5)" in made.svg("two")
    assert b'fill="#123"' in made.svg("two")
    assert not re.search(rb"style|script|id=|class=|<g ?/>", made.svg("yes"))
    assert made.pictures["two"].owner == "OpenMoji, adapted by Plainsay"


def test_an_unknown_code_stops_the_rebuild_before_it_changes_anything(tmp_path: Path) -> None:
    """A recipe with a code that OpenMoji lacks is told, and the old pictures stay."""
    package, folder = _package(tmp_path), tmp_path / "out"
    folder.mkdir()
    (folder / "old.svg").write_text("<svg/>")
    (folder / "recipes.yaml").write_text("yes: {alt: A tick, from: FFFF}\n")
    with pytest.raises(build.RecipeError, match="FFFF"):
        build.build(package, folder)
    assert (folder / "old.svg").exists()
