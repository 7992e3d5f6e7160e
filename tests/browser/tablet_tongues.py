"""Every page of a person in a language: real questions of the pack, and names that are hard on a line."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import fields, replace
from functools import cache
from typing import cast

from playwright.async_api import Page

from asking.contacts import Contacts
from asking.plans import in_words
from dialogs.model import Audience, Company, Flow, Question, Step
from dialogs.pack import Frame, Pack
from locales import SOURCE, Languages
from tests.browser.tablet_site import Site
from tests.support.counts import count
from tests.support.ready import built_in_pack
from tests.tablet.flow import small_flow

NAMES = {"provider": "24/7 Care (North)", "service": "3 Oaks", "listener": "Ann St. John", "person": "Łukasz"}
CONTACTS = Contacts(NAMES["service"], "01632 960001", NAMES["provider"], "01632 960002", sample=True)
OPEN = "Morgan said: 2 trips!"
LANGUAGES = Languages()
ALL = LANGUAGES.codes
RIGHT_TO_LEFT = ("ar", "ur")

TEMPLATES = ("choice", "several", "voice")
"""The kinds of step that look different from each other; `make soak` shows every step that there is."""


@cache
def _pack() -> Pack:
    return built_in_pack()


@cache
def in_language(language: str) -> Pack:
    """The code in a language."""
    return in_words(_pack(), LANGUAGES.words(language, "duq"), language)


def frame(language: str) -> Frame:
    """What stands around a person's questions."""
    return in_language(language).frames[Audience.PERSON]


def steps(language: str) -> Iterator[Step]:
    """Of each kind of screen the step with most words, or all steps of all kinds."""
    if count(0, promised=1):
        yield from _every(language)
        return
    for kind in TEMPLATES:
        yield max(of_kind(language, kind), key=length)


def of_kind(language: str, kind: str) -> list[Step]:
    """All steps of a person's talk of one kind."""
    return [one for one in _every(language) if one.kind == kind]


def _every(language: str) -> Iterator[Step]:
    around = frame(language)
    yield from (*around.opening, around.consent, *around.company, *around.before_questions, *around.practice)
    yield from (prompt.question for prompt in in_language(language).prompts if prompt.audience is Audience.PERSON)
    yield from (around.carry_on, around.closing)


def length(step: Step) -> int:
    """How many letters a step shows."""
    lines = (*step.text, step.ask if isinstance(step, Question) else "")
    return sum(map(len, lines)) + sum(len(choice.label) for choice in getattr(step, "choices", ()))


def talk(site: Site, step: Step, language: str, audience: Audience = Audience.PERSON) -> str:
    """The link of a talk in a language that stands at this step, its names filled in."""
    around = frame(language)
    asked = (step,) if step == around.closing else (step, around.closing)
    flow = replace(small_flow(*asked, language=language), scale=around.scale, audience=audience)
    link = site.link(cast("Flow", flow), sample=True)
    site.talk(link).contact = CONTACTS
    site.talk(link).named = filled(step)
    return link


def filled(step: Step) -> Step:
    """The step as it is shown, with every name."""
    names = {**NAMES, "questions": "6"}
    given = {"text": tuple(line.format(**names) for line in step.text)}
    ask = {"ask": step.ask.format(**names)} if "ask" in {field.name for field in fields(step)} else {}
    return replace(step, **given, **ask)  # type: ignore[arg-type]


async def pages(page: Page, site: Site, language: str) -> AsyncIterator[str]:
    """Stand on every page in a language: one a template."""
    for step in steps(language):
        await page.goto(talk(site, step, language))
        yield step.id
    link = talk(site, of_kind(language, "voice")[0], language)
    await page.goto(link)
    await page.locator("textarea").first.fill(OPEN)
    await press(page, "form:has(textarea) .go")
    await page.goto(f"{link}/language")
    yield "languages"
    if language != SOURCE:
        await press(page, ".draft button")
    for path in ("/help", "/answers", "/answers?show=yes", "/answers/all", "/told", "/more"):
        await page.goto(link + path)
        yield path
    async for name in alone(page, site, language):
        yield name


async def alone(page: Page, site: Site, language: str) -> AsyncIterator[str]:
    """Stand on the pages of a family member abroad who is alone, and on those of a store that fails."""
    here = next(one for one in frame(language).company if one.part == "present")
    link = talk(site, here, language, Audience.FAMILY)
    await page.goto(link)
    await press(page, f".card[value={_nobody(here)}]")
    site.talk(link).named = None
    await page.goto(f"{link}/told")
    yield "/told, alone"
    await page.goto(f"{link}/help")
    site.talk(link).saves = False
    await press(page, ".go.tell")
    yield "not sent"
    site.talk(link).reads = False
    await page.goto(link)
    yield "a problem"


async def press(page: Page, place: str) -> None:
    """Press the first such key, and wait for the page that it leads to."""
    async with page.expect_navigation():
        await page.locator(place).first.click()


def _nobody(step: Company) -> str:
    return next(choice.id for choice in step.choices if choice.alone)
