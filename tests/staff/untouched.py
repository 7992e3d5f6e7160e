"""What a browser sends of a form that nobody touched."""

from __future__ import annotations

from html.parser import HTMLParser

NOT_SENT = {"file", "submit"}


class Form(HTMLParser):
    """What a browser would send of the form of a page, as it stands there."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._select = self._area = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Inputs, chosen options, and where a text begins."""
        have = {name: value or "" for name, value in attrs}
        name, value = have.get("name", ""), have.get("value", "")
        if tag == "select":
            self._select = name
        elif tag == "textarea":
            self._area = name
        elif tag == "option" and (self._select not in self.fields or "selected" in have):
            self.fields[self._select] = value
        elif tag == "input" and name and have.get("type") not in NOT_SENT:
            ticked = have.get("type") not in {"radio", "checkbox"} or "checked" in have
            self.fields |= {name: value} if ticked else {}

    def handle_data(self, data: str) -> None:
        """The text of a field of several lines."""
        if self._area:
            self.fields[self._area] = data.strip()

    def handle_endtag(self, tag: str) -> None:
        """Where such a field ends."""
        if tag == "textarea":
            self.fields.setdefault(self._area, "")
            self._area = ""
