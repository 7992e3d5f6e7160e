"""An installed Plainsay, started from another folder, has everything that it needs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.tree import ROOMS, ROOT, files

# Runs in the installed copy: every resource is read through the code that reads it in earnest.
READ_ALL = """
import sys
from importlib import resources
from pathlib import Path

import bot
from bot.http.pages import environment
from bot.staff.desk import templates
from dialogs.pack import load_builtin
from easyread import difficulty, fonts, pictures
from easyread.lint import lint_text
from easyread.words.glossaries import terms
from locales import Languages

home = Path(sys.argv[1])
assert Path(bot.__file__).is_relative_to(home), bot.__file__
shown = pictures.load()
assert shown.names
assert all(shown.svg(name) for name in shown.names)
assert fonts.load().fonts
assert load_builtin("duq", shown.names).areas
for room, pages in (("bot.tablet", environment("bot.tablet")), ("bot.staff", templates())):
    assert [pages.get_template(name) for name in pages.list_templates()]
    assert any(resources.files(room).joinpath("static").iterdir())
for folder in resources.files("locales").iterdir():
    if folder.joinpath("plainsay.po").is_file():
        assert Languages().words(folder.name).language == folder.name.replace("_", "-")
        assert terms(folder.name)
assert [finding.rule for finding in lint_text("Mamy trzy pytania.", "pl")] == ["L16"]
assert [finding.rule for finding in lint_text("We don't utilise it.")]
assert difficulty("home") < difficulty("domicile")
print("whole")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built offline from a copy that has nothing but the sources."""
    source, built = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("built")
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, source / name)
    for path in files(*ROOMS):
        target = source / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(built), str(source)], built)
    return next(built.glob("plainsay-*.whl"))


@pytest.fixture(scope="module")
def home(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel was installed into."""
    target = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
    run([*pip, "--target", str(target), str(wheel)], target)
    return target


def run(command: list[str], folder: Path, **environment: str) -> str:
    """Run a command in a folder that is not the project's, and return what it printed."""
    surroundings = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment}
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_file_is_in_the_wheel(wheel: Path) -> None:
    """Whatever stands in a room is in the wheel, and nothing else is."""
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert inside == {path.relative_to(ROOT).as_posix() for path in files(*ROOMS)}


def test_the_licences_are_in_the_wheel(wheel: Path) -> None:
    """LICENSE and NOTICE go wherever the program goes."""
    with zipfile.ZipFile(wheel) as archive:
        names = {Path(name).name for name in archive.namelist() if ".dist-info/licenses/" in name}
    assert names == {"LICENSE", "NOTICE"}


def test_the_command_starts_elsewhere(home: Path, tmp_path: Path) -> None:
    """`plainsay --version` works from another folder."""
    command = [str(home / "bin" / "plainsay"), "--version"]
    assert run(command, tmp_path, PYTHONPATH=str(home)).startswith("plainsay ")


def test_everything_is_found_elsewhere(home: Path, tmp_path: Path) -> None:
    """The pack, the pictures, the translations, the pages and the word lists are all found and whole."""
    printed = run([sys.executable, "-c", READ_ALL, str(home)], tmp_path, PYTHONPATH=str(home))
    assert printed == "whole\n"
