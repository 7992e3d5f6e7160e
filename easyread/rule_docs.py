"""Writes docs/rules.md from the rules: `python -m easyread.rule_docs > docs/rules.md`."""

from __future__ import annotations

import sys

from easyread.rule import Rule
from easyread.rules import RULES
from easyread.sources import BY_ENDING
from easyread.sources.yaml_pack import LINTED_KEYS

INTRODUCTION = """\
# The rules of the linter

This page is made from the rules: `python -m easyread.rule_docs > docs/rules.md`. Do not edit it by hand.

`plainsay lint FILE...` checks texts against these rules. An error (E) must be mended before a text ships. A warning (W)
asks its author to look again. A text that passes is checked against the rules. It is not 'easy read' until people with
learning disabilities say so.

## What is checked

- Files by their ending: {endings}. Any other file is read as plain text.
- In YAML packs, only what people read or hear: the keys {keys}. A list under one key is one block, because
  one screen shows it. Other keys are for staff or for the program.
- In translations (.po), each translation, in the language that the file's head names. A fuzzy one is left out:
  programs do not show it. The originals are checked where they come from. In a template (.pot) each original.
- In Markdown, what a reader sees: no code, link targets, front matter or HTML.
- In HTML and Jinja templates, what a reader sees or a screen reader says: also `alt`, `aria-label`, `title` and
  `placeholder`, and what `_("...")` translates. No script, style or code. A part with a `lang` of its own is checked
  in that language.
- In Word documents (.docx), paragraphs, lists, tables, text boxes and alt texts. The line of a finding is the number of
  the paragraph. Headers, footers, footnotes and comments are left out.
- Links, commands such as /help, and placeholders such as `{{name}}` count as one word. No rule looks inside them.
- Labels and alt texts are not sentences. Some rules leave them out, and say so.

## How to accept a warning

Write a comment with the rule and a reason. On a line of its own it covers the next line. Beside a text it covers that
line. Where that line begins a text (its key, its paragraph), it covers the whole text.

```yaml
# lint: L10 ok, people in our group use this word
ask: Do you like the jacuzzi?
```

In Markdown and HTML write `<!-- lint: L10 ok, the reason -->`, in a template
`{{# lint: L10 ok, the reason #}}`. A comment without a rule and a reason is an error (L00). An error cannot be
accepted: mend the text, or argue for another rule. Plain text and Word files have no comments for this, so nothing in
them can be accepted.

## How to change the word lists

They are text files in `easyread/words/`, and each says at its top how it was made:

- `deny.txt`: jargon and plainer words. A word here is always an error.
- `glossary.txt`: care words that people know, with their plain meaning.
- `easy.txt`: everyday words that are not among the most frequent.
- `names.txt`: names of products and services.
- `glossaries/<language>.yaml`: which word a translation uses for a thing, and which it avoids.
- `numbers.yaml`: numbers in words in other languages.

A † marks what is our own limit, not that of a guide.

## How the linter ends

| Exit | Meaning |
|---|---|
| 0 | No error stands. There may be warnings. |
| 1 | An error stands. |
| 2 | A file cannot be read. LINT-1: it is not there. LINT-2: it is not UTF-8 text. LINT-3: its ending is wrong. |
"""


def render() -> str:
    """The whole page."""
    endings = ", ".join(sorted(BY_ENDING))
    keys = ", ".join(f"`{key}`" for key in LINTED_KEYS)
    sections = [INTRODUCTION.format(endings=endings, keys=keys), *(section(rule) for rule in RULES)]
    return "\n".join(sections)


def section(rule: Rule) -> str:
    """What there is to say about one rule, as Markdown."""
    languages = ", ".join(rule.languages) or "all"
    left_out = f", not {', '.join(rule.not_languages)}" if rule.not_languages else ""
    others = (f"- {one.language}. Bad: {_shown(one.bad)} Good: {_shown(one.good)}" for one in rule.others)
    examples = [
        *(f"- Bad: {_shown(text)}" for text in rule.bad),
        *(f"- Good: {_shown(text)}" for text in rule.good),
        *others,
    ]
    return "\n".join([
        f"## {rule.id} {rule.name} ({' or '.join(rule.severity)})",
        "",
        f"{rule.threshold}",
        "",
        f"**Why:** {rule.why}",
        "",
        f"**Source:** {rule.source}. **Languages:** {languages}{left_out}.",
        "",
        *examples,
        "",
    ])  # fmt: skip


def _shown(example: str) -> str:
    """An example with what a page would hide: its new lines and its soft hyphens."""
    return example.replace("\n", "<br>").replace("\u00ad", "&amp;shy;")


if __name__ == "__main__":
    sys.stdout.write(render())
