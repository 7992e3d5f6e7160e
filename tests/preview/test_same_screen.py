"""What the meeting sees is what a person will see."""

from __future__ import annotations

import re
from dataclasses import replace

import httpx
import pytest
from starlette.applications import Starlette

from bot.preview.shown import filled
from dialogs.model import Flow, Question
from dialogs.pack import Pack, Prompt
from tests.house.tree import ROOT
from tests.preview.tools import app, client
from tests.support.ready import built_in_pack, built_in_pictures
from tests.tablet.browsing import HOME, PageReader
from tests.tablet.conftest import app_of
from tests.tablet.fake import FakeTalks

PICTURE = re.compile(r'src="(/pictures/[^"]+)"')
PICTURES = built_in_pictures()
PACK = built_in_pack()


def of_each_kind(pack: Pack) -> list[Prompt]:
    """One question of every kind for each audience."""
    found: dict[tuple[str, str], Prompt] = {}
    for prompt in pack.prompts:
        found.setdefault((prompt.audience, prompt.question.kind), prompt)
    return list(found.values())


def talk_of(pack: Pack, prompt: Prompt) -> FakeTalks:
    """A talk that asks this one question, with the preview's stand-ins for names."""
    asked = prompt.question
    question: Question = replace(asked, text=tuple(map(filled, asked.text)), ask=filled(asked.ask), only_if=None)
    frame = pack.frames[prompt.audience]
    readings = {prompt.id: prompt.reading}
    steps = (replace(question, reverse_of="", again=""), replace(frame.closing, only_if=None))
    areas, language = (prompt.area,), pack.language
    return FakeTalks(Flow("f", pack.id, "1", prompt.audience, areas, language, frame.scale, steps, readings))


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Starlette:
    """The preview of the built-in pack."""
    return app(ROOT / "dialogs/codes/duq", tmp_path_factory.mktemp("meeting") / "tried.yaml")


@pytest.mark.parametrize("prompt", of_each_kind(PACK), ids=lambda prompt: prompt.id)
async def test_the_screen_is_the_same(prompt: Prompt, preview: Starlette) -> None:
    """All that the person's page says about a question, and every picture on it, is in the preview's frame."""
    transport = httpx.ASGITransport(app_of(talk_of(PACK, prompt), PICTURES))
    async with httpx.AsyncClient(transport=transport, base_url="http://tablet.plainsay.test") as browser:
        real = (await browser.get(HOME)).text
    async with client(preview) as browser:
        page = (await browser.get(f"/questions/{prompt.id}")).text
    frame = page.split('<div class="screen">')[1].split("</section>")[0]
    words = " ".join(PageReader(frame).text.split())
    said = [piece for piece in PageReader(real).said if piece]
    assert prompt.question.kind in {"text", "voice"} or len(said) >= 4
    assert [piece for piece in said if piece not in words] == []
    assert set(PICTURE.findall(real)) == set(PICTURE.findall(frame))
