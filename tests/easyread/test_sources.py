"""What is taken from each kind of file, and that places stay right."""

from __future__ import annotations

from pathlib import Path

import pytest

from easyread.lint import lint_file
from easyread.sources import GETTEXT, MARKDOWN, YAML
from easyread.text import Kind
from tests.easyread.tools import rule, saved

PACK = """\
area: duq.9
statement: Individuals utilise provision.
person:
  - id: x
    text:
      - You can stop.
      - "We'll   facilitate
        it; and more."
    ask: >
      Is it
      utilised?
    label: yes
    other: [{label: no, note: whereby}]
    alt: A tick
    again: ''
    easy_name:
      ask: nested
"""

PAGE = """\
---
title: We utilise; this
---

# A heading

One *bold* [link](https://example.org/utilise;x) and `code; here`.
It goes on.

- First item
- Second ![An alt text](a;b.png) item

| Left | Right |
|---|---|
| same | same |

```
utilise; code
```

<!-- utilise; comment -->
"""

CATALOGUE = """\
# Translators.
msgid ""
msgstr ""
"Language: en\\n"

#: page.html:3
msgid "Hello there, we utilise it."
msgstr ""
"Hello "
"there; we wait."

msgid "Not translated; yet."
msgstr ""

msgid "One worry"
msgid_plural "%(num)d worries"
msgstr[0] "One; worry"
msgstr[1] "Many & worries"
"""


def test_yaml_gives_what_people_read() -> None:
    """Only person-facing keys are taken, at any depth; yes and no stay words; a list is one block."""
    assert [(made.kind, made.raw) for made in YAML.blocks(PACK)] == [
        (Kind.BODY, "You can stop.\nWe'll facilitate it; and more."),
        (Kind.BODY, "Is it utilised?"),
        (Kind.LABEL, "yes"),
        (Kind.LABEL, "no"),
        (Kind.ALT, "A tick"),
        (Kind.BODY, "nested"),
    ]


def test_yaml_places_survive_quotes_and_folds(tmp_path: Path) -> None:
    """Findings in quoted, folded and wrapped values stand on their own line and column."""
    found = lint_file(saved(tmp_path, "area.yaml", PACK), rules=[rule(name) for name in ("L10", "L15", "L19")])
    assert [(it.line, it.column, it.rule) for it in found] == [
        (7, 10, "L15"),
        (7, 18, "L10"),
        (8, 11, "L19"),
        (11, 7, "L10"),
    ]


def test_yaml_aliases_are_read_once() -> None:
    """A text with many aliases, or one inside itself, is taken once."""
    assert [made.raw for made in YAML.blocks("a: &a [{text: Hi}]\nb: [*a, *a]\nc: &c [*c, {text: Ho}]\n")] == [
        "Hi",
        "Ho",
    ]


def test_markdown_gives_what_a_reader_sees() -> None:
    """No code, targets, front matter, table lines or comments."""
    assert [(made.kind, made.raw, made.first_line) for made in MARKDOWN.blocks(PAGE)] == [
        (Kind.HEADING, "A heading", 5),
        (Kind.BODY, "One bold link and 0.\nIt goes on.", 7),
        (Kind.ITEM, "First item", 10),
        (Kind.ALT, "An alt text", 11),
        (Kind.ITEM, "Second item", 11),
        (Kind.LABEL, "Left", 13),
        (Kind.LABEL, "Right", 13),
        (Kind.LABEL, "same", 15),
        (Kind.LABEL, "same", 15),
    ]


def test_markdown_cells_have_places_of_their_own() -> None:
    """The same words in two cells of a row are told apart."""
    cells = MARKDOWN.blocks(PAGE)[-2:]
    assert [cell.place(0) for cell in cells] == [(15, 3), (15, 10)]


def test_a_translation_gives_what_is_translated(tmp_path: Path) -> None:
    """Each translation is checked, plural forms all of them, each at its place, and no original."""
    assert [made.raw for made in GETTEXT.blocks(CATALOGUE)] == [
        "Hello there; we wait.",
        "One; worry",
        "Many & worries",
    ]
    found = lint_file(saved(tmp_path, "en.po", CATALOGUE))
    # The plural forms are labels, so that their symbols are left alone.
    assert [(it.line, it.column) for it in found if it.rule == "L19"] == [(10, 7)]


def test_a_translation_is_checked_in_its_own_language_only(tmp_path: Path) -> None:
    """English rules leave a Polish translation alone, and its original, which is checked where it comes from."""
    catalogue = 'msgid ""\nmsgstr ""\n"Language: pl\\n"\n\nmsgid "We don\'t."\nmsgstr "My don\'t; nie."\n'
    found = lint_file(saved(tmp_path, "pl.po", catalogue), rules=[rule("L15"), rule("L19")])
    assert [(it.line, it.rule) for it in found] == [(6, "L19")]


def test_a_template_is_checked_in_english(tmp_path: Path) -> None:
    """It has no language, so its originals are what is checked, plural forms too, each at its place."""
    template = CATALOGUE.replace('"Language: en\\n"\n', "")
    found = lint_file(saved(tmp_path, "a.pot", template), rules=[rule("L10")])
    assert [(it.line, it.column) for it in found] == [(6, 24)]


@pytest.mark.parametrize(
    ("notes", "kind"),
    [
        ("#. alt for person\n#. alt for staff\n", Kind.ALT),
        ("#. label for staff\n#. needs sign-off\n", Kind.LABEL),
        ("#. text for person\n#. alt for staff\n", Kind.BODY),
        ("#. For translators: for a page\n", Kind.BODY),
    ],
)
def test_notes_say_what_is_an_alt_text_or_a_label(notes: str, kind: Kind) -> None:
    """Rules that leave alt texts and labels out do so in a translation too."""
    (made,) = GETTEXT.blocks(f'{notes}msgid "Two people talk together."\nmsgstr ""\n')
    assert made.kind is kind


def test_po_leaves_out_what_is_not_shown() -> None:
    """A fuzzy translation, an obsolete message and a translation that is the same again are left out."""
    catalogue = (
        '#, fuzzy\nmsgid "One."\nmsgstr "Two."\n\nmsgid "Same."\nmsgstr "Same."\n\n#~ msgid "Old."\n#~ msgstr "O."\n'
    )
    assert [made.raw for made in GETTEXT.blocks(catalogue)] == ["One.", "Same."]


@pytest.mark.parametrize(("text", "kind"), [("Go back", Kind.LABEL), ("Stop.", Kind.BODY), ("a b c d", Kind.BODY)])
def test_po_tells_labels_from_sentences(text: str, kind: Kind) -> None:
    """A few words without a stop are a label."""
    (made,) = GETTEXT.blocks(f'msgid "{text}"\nmsgstr ""\n')
    assert made.kind is kind
