"""What a browser sends when somebody presses the button of a form and has changed nothing."""

from __future__ import annotations

from html.parser import HTMLParser


class _Fields(HTMLParser):
    def __init__(self, action: str) -> None:
        super().__init__()
        self._wanted, self._inside = action, False
        self._area = self._select = ""
        self.found: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        name, kind = said.get("name", ""), said.get("type", "text")
        if tag == "form":
            self._inside = said.get("action") == self._wanted
        if not self._inside:
            return
        if tag == "textarea":
            self._area = name
            self._add(name, "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in said or self._select not in self.found):
            self.found[self._select] = [said.get("value", "")]
        elif tag == "input" and name and (kind not in {"checkbox", "radio"} or "checked" in said):
            self._add(name, said.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        self._inside &= tag != "form"
        self._area = "" if tag == "textarea" else self._area
        self._select = "" if tag == "select" else self._select

    def handle_data(self, data: str) -> None:
        if self._area:
            self.found[self._area][-1] += data

    def _add(self, name: str, value: str) -> None:
        self.found.setdefault(name, []).append(value)


def sent_form(page: str, action: str) -> dict[str, list[str]]:
    """The fields of the form that is sent to `action`, each with its values."""
    fields = _Fields(action)
    fields.feed(page)
    assert fields.found, f"no form is sent to {action}"
    return fields.found
