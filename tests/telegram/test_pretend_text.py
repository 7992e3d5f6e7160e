"""Telegram's HTML is read as Telegram reads it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pretend.entities import plain_or_html, units
from bot.pretend.errors import Refused


def read(text: str) -> tuple[str, list[tuple[Any, ...]]]:
    """Text and entities of an HTML text."""
    words = plain_or_html(text, "HTML", None)
    return words.text, [(one["type"], one["offset"], one["length"]) for one in words.entities]


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>a</b> <strong>b</strong>", "a b", [("bold", 0, 1), ("bold", 2, 1)]),
        ("<B>a</b>", "a", [("bold", 0, 1)]),
        ("<i>a</i><em>b</em>", "ab", [("italic", 0, 1), ("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        ("<s>a</s><strike>b</strike><del>c</del>", "abc", [("strikethrough", place, 1) for place in range(3)]),
        ('<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>', "ab", [("spoiler", 0, 1), ("spoiler", 1, 1)]),
        ("<code>a</code><pre>b</pre>", "ab", [("code", 0, 1), ("pre", 1, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("🙂<b>🙂</b>", "🙂🙂", [("bold", 2, 2)]),
        ("&lt;b&gt; &amp; &quot; &#233; &#x1F642; &nbsp; & &", '<b> & " é 🙂 &nbsp; & &', []),
        ("<b></b>a<b> </b>", "a", []),
        (" \n<b> a </b> ", "a", [("bold", 0, 1)]),
        ("a > b", "a > b", []),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("<a href=nowhere>a</a>", "a", []),
    ],
)
def test_tags_become_entities(html: str, text: str, entities: list[tuple[Any, ...]]) -> None:
    """Each tag that Telegram knows marks its part of the text."""
    assert read(html) == (text, entities)


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ('<a href="https://example.org/?a=1&amp;b=2">x</a>', "https://example.org/?a=1&b=2"),
        ("<a href='tg://user?id=7'>x</a>", "tg://user?id=7"),
        ("<a href=example.org>x</a>", "http://example.org"),
        ("<a>https://example.org</a>", "https://example.org"),
    ],
)
def test_links_have_addresses(html: str, url: str) -> None:
    """A link's address is in its attribute, or else it is its text."""
    (link,) = plain_or_html(html, "HTML", None).entities
    assert (link["type"], link["url"]) == ("text_link", url)


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("é <div>", 'Unsupported start tag "div" at byte offset 3'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a<br/>", 'Unsupported start tag "br/" at byte offset 1'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a href="x', 'Unclosed start tag "a" at byte offset 0'),
    ],
)
def test_other_html_is_refused(html: str, why: str) -> None:
    """A tag that is unknown, unbalanced or broken makes Telegram refuse the whole text, and say where."""
    with pytest.raises(Refused) as refused:
        read(html)
    assert refused.value.body() == {
        "ok": False,
        "error_code": 400,
        "description": f"Bad Request: can't parse entities: {why}",
    }


def test_entities_can_be_given() -> None:
    """Entities beside the text are taken where there is no parse mode, and have to lie within it."""
    words = plain_or_html(" <b>🙂 ", "", [{"type": "bold", "offset": 1, "length": 5}])
    assert (words.text, words.entities) == ("<b>🙂", ({"type": "bold", "offset": 0, "length": 5},))
    for wrong in ([{"type": "bold", "offset": 3, "length": 2}], [{"type": "loud", "offset": 0, "length": 1}], {}, [7]):
        with pytest.raises(Refused):
            plain_or_html("🙂🙂", "", wrong or "nothing")


def test_other_parse_modes_are_refused() -> None:
    """Only HTML is read here."""
    with pytest.raises(Refused, match="unsupported parse_mode"):
        plain_or_html("*a*", "MarkdownV2", None)


def test_half_a_character_is_refused() -> None:
    """A text that is no UTF-8 gets a refusal, not a crash."""
    from bot.pretend.params import Params  # noqa: PLC0415

    with pytest.raises(Refused, match="must be encoded in UTF-8"):
        Params({"text": "\ud83d"}).text("text")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_units_are_utf_16(text: str) -> None:
    """A length is the number of UTF-16 units, for any text."""
    assert units(text) == len(text.encode("utf-16-le")) // 2


@given(
    st.lists(
        st.sampled_from(["<b>", "</b>", "<i>", "</i>", "</>", "&lt;", "&", "<", ">", "🙂", "é", " ", "a", '"']),
        max_size=12,
    )
)
def test_any_html_is_read_or_refused(pieces: list[str]) -> None:
    """Whatever is sent is read with entities inside the text, or refused in Telegram's words."""
    try:
        words = plain_or_html("".join(pieces), "HTML", None)
    except Refused as refused:
        assert refused.description.startswith("Bad Request: can't parse entities: ")  # noqa: PT017
        return
    assert all(0 <= one["offset"] < one["offset"] + one["length"] <= units(words.text) for one in words.entities)
