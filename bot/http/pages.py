"""Templates: found inside the package, escaped always, and loud about a missing name."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined


def environment(package: str) -> Environment:
    """The templates in a package's `templates` folder, such as `bot.tablet`.

    Every value is escaped, whatever the file is called. A name that the page was not given is an error, not a gap.
    """
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
