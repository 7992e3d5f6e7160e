"""A browser's part in a test without a browser: reads the forms of a page and sends them as a press would."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx

from tests.tablet.fake import TOKEN

HOME = f"/s/{TOKEN}"
VOID = frozenset({"img", "input", "meta", "link", "br", "path"})


@dataclass
class Pressable:
    """A button or link: what it says, where it leads, and the fields that go along."""

    label: str
    action: str
    fields: list[tuple[str, str]]
    disabled: bool = False
    is_link: bool = False


@dataclass
class Form:
    """A form while it is read."""

    id: str
    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)


class PageReader(HTMLParser):
    """Collects what can be pressed, the pieces that are read aloud, and all text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.buttons: list[tuple[dict[str, str], str, Form | None]] = []
        self.links: list[tuple[str, str]] = []
        self.said: list[str] = []
        self.title = ""
        self.text = ""
        self._stack: list[tuple[str, dict[str, str], int]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form or a field, and remember where each element's text begins."""
        values = {name: value or "" for name, value in attrs}
        self.text += _space(tag)
        if tag == "form":
            self.forms.append(Form(values.get("id", ""), values["action"], values["method"]))
        if tag == "input" and values["type"] == "hidden":
            self.forms[-1].fields.append((values["name"], values["value"]))
        if tag not in VOID:
            self._stack.append((tag, values, len(self.text)))

    def handle_endtag(self, tag: str) -> None:
        """Note what the element said."""
        if tag in VOID:
            return
        self.text += _space(tag)
        while self._stack:
            name, values, begin = self._stack.pop()
            said = " ".join(self.text[begin:].split())
            if name == "title":
                self.title = said
            if "data-say" in values:
                self.said.append(said)
            if name == "button":
                self.buttons.append((values, said, self._form_now()))
            if name == "a":
                self.links.append((said, values["href"]))
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        """Collect text."""
        self.text += data

    def pressable(self, label: str) -> Pressable:
        """The one button or link that says this."""
        found = [self._button(*button) for button in self.buttons if button[1].startswith(label)]
        found += [Pressable(said, href, [], is_link=True) for said, href in self.links if said.startswith(label)]
        assert found, f"Nothing says {label!r} among {[b[1] for b in self.buttons]} {self.links}"
        return found[0]

    def _button(self, values: dict[str, str], said: str, form: Form | None) -> Pressable:
        if "form" in values:
            form = next(other for other in self.forms if other.id == values["form"])
        assert form is not None, f"the button {said!r} belongs to no form"
        fields = [*form.fields, *([(values["name"], values.get("value", ""))] if "name" in values else [])]
        return Pressable(said, form.action, fields, disabled="disabled" in values)

    def _form_now(self) -> Form | None:
        return self.forms[-1] if any(name == "form" for name, _, _ in self._stack) else None


class Person:
    """Someone in front of the page."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.response = httpx.Response(0)

    @property
    def page(self) -> PageReader:
        """The page that is shown."""
        return PageReader(self.response.text)

    @property
    def text(self) -> str:
        """All text of the page, in one line."""
        return " ".join(self.page.text.split())

    async def opens(self, path: str = HOME) -> httpx.Response:
        """Go to an address."""
        self.response = await self.client.get(path, follow_redirects=True)
        return self.response

    async def sends(self, path: str, fields: list[tuple[str, str]], **headers: str) -> httpx.Response:
        """Post fields and follow where it leads."""
        data: dict[str, list[str]] = {}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        self.response = await self.client.post(path, data=data, headers=headers, follow_redirects=True)
        return self.response

    async def presses(self, label: str, *more: tuple[str, str]) -> httpx.Response:
        """Press the button or link that says this, with `more` typed or ticked in its form."""
        target = self.page.pressable(label)
        assert not target.disabled, f"{label} is disabled"
        if target.is_link:
            return await self.opens(target.action)
        return await self.sends(target.action, [*target.fields, *more])

    async def goes_to(self, question: str) -> None:
        """Answer, from the start, until this question is shown."""
        await self.opens()
        for _ in range(MOST_SCREENS):
            if self.page.title == question:
                return
            offered = [said for _, said, _ in self.page.buttons]
            label = next(first for first in FIRST_ANSWERS if any(said.startswith(first) for said in offered))
            await self.presses(label)
        raise AssertionError(f"The talk never came to {question!r}; it stands at {self.page.title!r}")


FIRST_ANSWERS = ("Just me", "By myself", "I chose", "Carry on", "Nobody", "Yes", "Next", "Skip")
MOST_SCREENS = 20


def _space(tag: str) -> str:
    """What an element's end puts between two words: nothing where it only sets a name apart in its line."""
    return "" if tag == "bdi" else " "
