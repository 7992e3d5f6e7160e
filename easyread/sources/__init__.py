"""How text is taken from each kind of file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from easyread.sources import gettext_po, markdown, plain, yaml_pack
from easyread.sources.made import Source

PLAIN = Source(plain.blocks)
MARKDOWN = Source(markdown.blocks, comment="<!--")
YAML = Source(yaml_pack.blocks, comment="#")
GETTEXT = Source(gettext_po.blocks, comment="#")

BY_ENDING: Mapping[str, Source] = MappingProxyType(
    {
        ".txt": PLAIN,
        ".md": MARKDOWN,
        ".yaml": YAML,
        ".yml": YAML,
        ".po": GETTEXT,
        ".pot": GETTEXT,
    }
)
