"""How text is taken from each kind of file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from easyread.sources import gettext_po, html, markdown, plain, yaml_pack
from easyread.sources.made import Packed, Source
from easyread.text import Block


def _word_blocks(content: bytes) -> tuple[Block, ...]:
    # lxml and python-docx take a while to load, and only this kind of file needs them.
    from easyread.sources import word_docx  # noqa: PLC0415 -- see above

    return word_docx.blocks(content)


PLAIN = Source(plain.blocks)
MARKDOWN = Source(markdown.blocks, comments=("<!--",))
YAML = Source(yaml_pack.blocks, comments=("#",))
HTML = Source(html.blocks, comments=("<!--", "{#"))
WORD = Packed(_word_blocks)
GETTEXT = Source(gettext_po.blocks, comments=("#",))

BY_ENDING: Mapping[str, Source | Packed] = MappingProxyType(
    {
        ".txt": PLAIN,
        ".md": MARKDOWN,
        ".yaml": YAML,
        ".yml": YAML,
        ".po": GETTEXT,
        ".pot": GETTEXT,
        ".html": HTML,
        ".htm": HTML,
        ".docx": WORD,
    }
)
