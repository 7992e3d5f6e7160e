"""The peer of the pages: bare Starlette with one small template. A post is answered at once; nothing is kept."""

from __future__ import annotations

import socket

import jinja2
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ question }}</title></head>
<body>
<h1>{{ question }}</h1>
<form method="post" action="{{ home }}">
<input type="hidden" name="turn" value="{{ turn }}">
<input type="hidden" name="do" value="choose">
{% for id, label in choices %}<button name="choice" value="{{ id }}">{{ label }}</button>
{% endfor %}
</form>
</body>
</html>
"""
CHOICES = (("yes", "Yes"), ("bit", "A bit"), ("no", "No"))
TEMPLATE = jinja2.Environment(autoescape=True).from_string(PAGE)


async def show(request: Request) -> Response:
    """GET: always the same question."""
    html = TEMPLATE.render(question="Do you like it?", home=request.url.path, turn=1, choices=CHOICES)
    return HTMLResponse(html)


async def take(request: Request) -> Response:
    """POST: reads the form, keeps nothing, sends on to the next page."""
    await request.form()
    return RedirectResponse(request.url.path, status_code=303)


def main() -> None:
    """Serves until stopped, with the same settings as ours."""
    app = Starlette(
        routes=[Route("/s/{token}", show, methods=["GET"]), Route("/s/{token}", take, methods=["POST"])],
    )
    _Server(uvicorn.Config(app, host="127.0.0.1", port=0, access_log=False, server_header=False, log_config=None)).run()


class _Server(uvicorn.Server):
    """Says when it is ready, as ours does."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        port = self.servers[0].sockets[0].getsockname()[1]
        print(f"The bare page is ready at http://localhost:{port}", flush=True)


if __name__ == "__main__":
    main()
