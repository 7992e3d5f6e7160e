"""Style sheets, scripts and pictures that come with the package. Browsers keep them for a year."""

from __future__ import annotations

import hashlib
from functools import cached_property
from importlib.resources import files

from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

A_YEAR = "public, max-age=31536000, immutable"
"""For an address that changes when its content does."""

A_DAY = "public, max-age=86400"


class KeptFiles(StaticFiles):
    """Static files whose answers may be kept: for a year when the address names the version, else for a day."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer one file."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = A_YEAR if scope["query_string"].startswith(b"v=") else A_DAY
        return response


class Assets:
    """The files in a package's `static` folder.

    Args:
        package: Such as `bot.tablet`.
        mount: Address that they are served under, such as `/static/tablet`.
    """

    def __init__(self, package: str, mount: str) -> None:
        self._package = package
        self._mount = mount

    @cached_property
    def _versions(self) -> dict[str, str]:
        folder = files(self._package) / "static"
        return {
            file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:12] for file in folder.iterdir() if file.is_file()
        }

    def url(self, name: str) -> str:
        """The address of a file, with its version. An unknown name is a KeyError, found by the first test."""
        return f"{self._mount}/{name}?v={self._versions[name]}"

    def route(self) -> Mount:
        """Serves them all."""
        return Mount(self._mount, KeptFiles(packages=[(self._package, "static")]))
