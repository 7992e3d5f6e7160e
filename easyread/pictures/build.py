"""Makes the picture folder from an OpenMoji package and recipes.yaml.

Run it as `python -m easyread.pictures.build PATH_TO_OPENMOJI_PACKAGE`, where the path is an unpacked `openmoji`
package from npm. It writes one SVG a recipe, manifest.json and ATTRIBUTION.md, and deletes SVGs without a recipe.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import yaml

HERE = Path(__file__).parent
SVG = "http://www.w3.org/2000/svg"
LICENCE = "CC BY-SA 4.0"
OWNER = "OpenMoji"
TILE = '<rect width="72" height="72" rx="8" fill="#fff"/>'
DROPPED = {"id", "class", "version", "color", "data-name"}
SHAPES = {"path", "circle", "line", "rect", "polyline", "polygon", "ellipse", "g"}


class RecipeError(Exception):
    """A recipe cannot be followed. The message names it and says what to mend."""


def shapes(svg: str) -> str:
    """The drawing inside an SVG text, without ids, styles, scripts or anything from outside."""
    root = ET.fromstring(svg)  # noqa: S314 -- reads only the package that the developer names
    _clean(root)
    text = "".join(ET.tostring(child, encoding="unicode") for child in root)
    text = re.sub(rf'(?:ns0:| xmlns(?::ns0)?="{re.escape(SVG)}")', "", text)
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", text)).strip()


def _clean(element: ET.Element) -> None:
    for child in list(element):
        _clean(child)
        name = child.tag.rpartition("}")[2]
        if name not in SHAPES or child.get("display") == "none" or (name == "g" and not len(child)):
            element.remove(child)
    for key in [key for key in element.attrib if key in DROPPED or key.startswith("{")]:
        del element.attrib[key]
    element.text = element.tail = None


def _part(part: dict[str, Any], package: Path) -> str:
    if "draw" in part:
        return shapes(f'<svg xmlns="{SVG}">{part["draw"]}</svg>')
    drawing = shapes(_source(part["from"], package))
    for old, new in part.get("recolour", {}).items():
        drawing = drawing.replace(f'"{old}"', f'"{new}"')
    if "size" not in part:
        return drawing
    scale = round(float(part["size"]) / 72, 4)
    return f'<g transform="translate({part["x"]} {part["y"]}) scale({scale})">{drawing}</g>'


def _source(code: str, package: Path) -> str:
    file = package / "color" / "svg" / f"{code}.svg"
    if not file.is_file():
        raise RecipeError(f"OpenMoji has no {code} ({file}). Mend its code in recipes.yaml.")
    return file.read_text(encoding="utf-8")


def _parts(recipe: dict[str, Any]) -> list[dict[str, Any]]:
    return list(recipe["parts"]) if "parts" in recipe else [recipe]


def build(package: Path, folder: Path) -> None:
    """Writes every picture, the manifest and the attribution into a folder that holds recipes.yaml."""
    # BaseLoader: 'yes' and 'no' are picture names here, and 2705 is a code, not a number.
    recipes = yaml.load((folder / "recipes.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 -- makes only text
    bodies = {name: _body(recipe, package) for name, recipe in sorted(recipes.items())}
    for old in folder.glob("*.svg"):
        old.unlink()
    for name, body in bodies.items():
        (folder / f"{name}.svg").write_bytes(body)
    entries = {name: _entry(name, recipes[name], body) for name, body in bodies.items()}
    manifest = json.dumps({"set": f"OpenMoji {_version(package)}", "pictures": entries}, indent=1)
    (folder / "manifest.json").write_text(manifest + "\n", "utf-8")


def _body(recipe: dict[str, Any], package: Path) -> bytes:
    drawn = "".join(_part(part, package) for part in _parts(recipe))
    return f'<svg xmlns="{SVG}" viewBox="0 0 72 72">{TILE}{drawn}</svg>\n'.encode()


def _entry(name: str, recipe: dict[str, Any], body: bytes) -> dict[str, Any]:
    codes = sorted({part["from"] for part in _parts(recipe) if "from" in part})
    drawn = any("draw" in part for part in _parts(recipe)) or len(codes) > 1
    return {
        "file": f"{name}.svg",
        "sha256": hashlib.sha256(body).hexdigest(),
        "source": codes,
        "licence": LICENCE,
        "owner": (f"{OWNER}, adapted by Plainsay" if drawn else OWNER) if codes else "Plainsay",
        "alt_key": f"picture.{name}",
        "alt": recipe["alt"],
    }


def _version(package: Path) -> str:
    return str(json.loads((package / "package.json").read_text("utf-8"))["version"])


def main(argv: list[str]) -> int:
    """Rebuilds the picture folder beside this file."""
    if len(argv) != 1:
        sys.stderr.write("Say where the OpenMoji package is: python -m easyread.pictures.build PATH\n")
        return 2
    try:
        build(Path(argv[0]), HERE)
    except (RecipeError, OSError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
