"""The file with everything that we hold on one person, for them: a page to read, the same as data, and their media."""

from bot.about.file import file_name, made
from bot.about.plain import TITLES, title_of

__all__ = ["TITLES", "file_name", "made", "title_of"]
