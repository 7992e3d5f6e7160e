"""`plainsay translate`: how far each language is, files for translators, and who signs a translation off."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.clock import utc_now
from bot.commands.refused import CommandRefused
from bot.config import Config
from locales import SOURCE, Languages
from locales.catalogue import BadTranslation
from locales.files import as_csv, as_po, read_file
from locales.languages import State, name_of
from locales.reviews import FILE, BadReviews, Review, read_reviews, sentence_hash, written

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it

SHOWN = 20
"""Sentences that are listed before 'and more'."""


def add_translate(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay translate status|export|import|sign-off|review|check|extract`."""
    command = commands.add_parser("translate", help="see, send out, take in and sign off translations")
    command.add_argument("action", choices=(*ACTIONS, *SHOWING), help="what to do")
    command.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the file to write or read")
    language = "the language, such as pl; for review and check it may be given again"
    command.add_argument("--language", action="append", default=[], dest="languages", metavar="LANGUAGE", help=language)
    command.add_argument("--port", type=int, default=8012, help="review: port to listen on (0 picks a free one)")
    command.add_argument("--quick", action="store_true", help="check: draw and speak only a few of each language")
    command.add_argument("--vital", action="store_true", help="export: only the texts on consent, help and worries")
    command.add_argument("--by", default="", help="sign-off: name of the fluent reader")
    command.add_argument("--fluent", default="", help="sign-off: how they know the language, such as 'first language'")
    command.set_defaults(act=act_translate)
    return command


async def act_translate(config: Config, options: argparse.Namespace) -> int:
    """Do one of `ACTIONS` or `SHOWING`. Needs no database."""
    options.language = _one(options.languages) if options.action in ACTIONS else ""
    try:
        if options.action in SHOWING:
            return await SHOWING[options.action](config, options)
        return ACTIONS[options.action](config, options)
    except (BadTranslation, BadReviews) as error:
        raise CommandRefused(str(error), mend="Nothing was changed.") from error


def _status(config: Config, options: argparse.Namespace) -> int:
    """A line for each language; for one language also who signed off, and what is missing."""
    languages = Languages(config.translations)
    if options.language:
        return _status_of(languages, _known(languages, options.language))
    heads = f"{'sentences':>10}{'missing':>9}{'stale':>7}{'drafts':>8}{'signed off':>12}"
    print(f"{'':16}{heads}  people can be invited")
    for code in languages.codes:
        states = _states(languages, code) if code != SOURCE else []
        missing = sum(not state.translated for state in states)
        signed = sum(state.review is not None for state in states)
        stale = sum(languages.stale(code, domain) for domain in languages.domains) if states else 0
        figures = f"{len(states):>10}{missing:>9}{stale:>7}{len(states) - missing - signed:>8}{signed:>12}"
        may = "yes" if languages.may_invite(code) else "no, only sample data"
        print(f"{code:4}{name_of(code):12}{figures if states else 'the source'.rjust(len(figures))}  {may}")
    return 0


def _status_of(languages: Languages, language: str) -> int:
    vital = languages.unsigned(language, vital=True)
    print(f"{name_of(language)} ({language})")
    for review in languages.reviews(language):
        print(f"{review.on}: {review.by} ({review.fluent}) signed off {len(review.sentences)} sentences.")
    missing = [state for state in _states(languages, language) if not state.translated]
    _list(f"Not translated, said in English: {len(missing)}", missing)
    _list(f"About consent, help or worries, and not signed off: {len(vital)}", vital)
    print("People can be invited." if languages.may_invite(language) else "Real people cannot be invited yet.")
    return 0


def _export(config: Config, options: argparse.Namespace) -> int:
    """A file for a translator or reader: CSV or .po, by its name."""
    languages, language = Languages(config.translations), _named(options.language)
    file = _file(options)
    states = [one for one in _states(languages, language) if one.sentence.vital or not options.vital]
    try:
        file.write_bytes(as_csv(states) if file.suffix.casefold() == ".csv" else as_po(language, states))
    except OSError as error:
        raise CommandRefused(f"{file} cannot be written: {error.strerror}.", mend="Choose another place.") from error
    print(f"{file}: {len(states)} sentences, {sum(not one.translated for one in states)} of them not translated.")
    return 0


def _import(config: Config, options: argparse.Namespace) -> int:
    """Take in what a translator sent back. What cannot be used is listed; the rest is kept."""
    from bot.commands.translate_import import import_sentences  # noqa: PLC0415 - word lists are slow to load

    languages, language, file = Languages(config.translations), _named(options.language), _file(options)
    result = import_sentences(languages, language, read_file(file.name, _content(file)), config.translations)
    print(f"Taken: {result.taken}. The same as before: {result.same}.")
    _print_some(f"No longer said in English, left out: {len(result.stale)}", result.stale)
    refused = [f"{english}\n    {why}" for english, why in result.refused.items()]
    _print_some(f"Refused: {len(refused)}", refused)
    doubts = [f"{english}\n    {doubt}" for english, doubt in result.doubts.items()]
    _print_some(f"Taken, but look again at these words: {len(doubts)}", doubts)
    if result.taken:
        print("What was changed is a draft until it is signed off. It is used from the next start.")
    return 1 if refused else 0


def _sign_off(config: Config, options: argparse.Namespace) -> int:
    """Note that a named fluent reader has read the sentences of a file, as they are said now, and found them right."""
    languages, file = Languages(config.translations), _file(options)
    language = _known(languages, options.language)
    if not (options.by.strip() and options.fluent.strip()):
        mend = "Add --by NAME and --fluent 'first language', or how they know it."
        raise CommandRefused("A sign-off needs the reader's name and how they know the language.", mend=mend)
    read = read_file(file.name, _content(file))
    states = [one for one in _states(languages, language) if one.sentence.english in read]
    same = [one for one in states if one.translated and one.translated == read[one.sentence.english]]
    if not same:
        raise CommandRefused(f"{file} has nothing that is said now.", mend="Import it first, or export it anew.")
    hashes = tuple(dict.fromkeys(sentence_hash(one.sentence.english, one.translated) for one in same))
    review = Review(options.by.strip(), options.fluent.strip(), f"{utc_now():%Y-%m-%d}", hashes)
    folder = config.translations / language
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(written((*read_reviews(folder), review)), encoding="utf-8")
    print(f"{review.by} has signed off {len(hashes)} sentences in {name_of(language)}.")
    other = [one for one in states if one not in same]
    _list(f"Not signed off, for other words are said now: {len(other)}", other)
    left = Languages(config.translations).unsigned(language, vital=True)
    _list(f"About consent, help or worries, and not signed off yet: {len(left)}", left)
    print("Real people cannot be invited yet." if left else "From the next start people can be invited.")
    return 0


def _extract(_config: Config, _options: argparse.Namespace) -> int:
    """In a checkout: the lists of sentences as the code and the packs stand, and the translations in their order."""
    from bot.commands.translate_lists import FOLDER, renew  # noqa: PLC0415 - only for those who work on Plainsay

    try:
        renew()
    except OSError as error:
        raise CommandRefused(f"{FOLDER} cannot be written: {error.strerror}.", mend="Use a checkout.") from error
    print(f"Written anew: {FOLDER}")
    return 0


ACTIONS: dict[str, Callable[[Config, argparse.Namespace], int]] = {
    "status": _status,
    "export": _export,
    "import": _import,
    "sign-off": _sign_off,
    "extract": _extract,
}


async def _review(config: Config, options: argparse.Namespace) -> int:
    """A local page with every screen in every language."""
    from bot.commands.translate_review import review  # noqa: PLC0415 - fonts and sound are slow to load

    languages = Languages(config.translations)
    return await review(config, languages, _chosen(languages, options), options.port)


async def _check(config: Config, options: argparse.Namespace) -> int:
    """Make text, picture, card and sound of everything, and list what is missing."""
    from bot.commands.translate_check import check  # noqa: PLC0415 - as above

    languages = Languages(config.translations)
    return await check(config, languages, _chosen(languages, options) or languages.codes, quick=options.quick)


SHOWING: dict[str, Callable[[Config, argparse.Namespace], Awaitable[int]]] = {"review": _review, "check": _check}


def _chosen(languages: Languages, options: argparse.Namespace) -> tuple[str, ...]:
    """The languages that were named, none or several; English is the source and may be among them."""
    return tuple(one if one == SOURCE else _known(languages, one) for one in options.languages)


def _one(languages: list[str]) -> str:
    if len(languages) > 1:
        raise CommandRefused("This takes one language.", mend="Leave the others out.")
    return languages[0] if languages else ""


def _states(languages: Languages, language: str) -> list[State]:
    return [state for domain in languages.domains for state in languages.states(language, domain)]


def _known(languages: Languages, language: str) -> str:
    if not languages.is_translated(language) or language == SOURCE:
        mend = f"Use --language with one of: {', '.join(languages.codes[1:])}."
        raise CommandRefused(f"There is no translation in '{language}'.", mend=mend)
    return language


def _named(language: str) -> str:
    """A language that there is, translated or not."""
    if not language or language == SOURCE or name_of(language) == language:
        raise CommandRefused(f"'{language}' is no language to translate to.", mend="Use --language pl, for example.")
    return language


def _file(options: argparse.Namespace) -> Path:
    file: Path | None = options.file
    if file is None or file.suffix.casefold() not in {".csv", ".po"}:
        raise CommandRefused("No file was named.", mend="Name one that ends in .csv or .po.")
    return file


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandRefused(f"{file} cannot be read: {error.strerror}.", mend="Check the name.") from error


def _list(heading: str, states: list[State] | tuple[State, ...]) -> None:
    _print_some(heading, [one.sentence.english for one in states])


def _print_some(heading: str, lines: list[str]) -> None:
    sys.stdout.write(f"{heading}\n")
    for line in lines[:SHOWN]:
        sys.stdout.write(f"  {line}\n")
    if len(lines) > SHOWN:
        sys.stdout.write(f"  and {len(lines) - SHOWN} more\n")
