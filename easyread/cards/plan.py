"""Where everything stands on a card, before it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from easyread.cards.card import Card, CardError, CardFault
from easyread.cards.parts import WIDTH, Line, Plan, Shown, mirror
from easyread.cards.shape import Box, Shaped, Typesetter
from easyread.cards.wrap import LEADING, Block, Wrapper
from easyread.fonts import FontSet

MARGIN = 40
TALL = 1020
"""A chat shows a picture that is taller than this smaller, so that it still fits."""
TALLEST = 1240
SMALLEST = 32
"""Of any letter: 14 points on a phone."""
QUESTION, TEXT, LABEL = 54, 38, 46
GAP, QUESTION_GAP = 14, 24
FACTORS = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58)

PICTURE = 264
BETWEEN = 36
PAD = 14
DIGIT = 36
BADGE = 60
INDENT = 8
BESIDE_PICTURE = 28
SLACK = 2.0
"""Pixels that ink may reach over its place: less than the room that is around it."""


@dataclass(frozen=True, slots=True)
class Rows:
    """How the answers stand below each other, in pixels."""

    height: float
    gap: float
    picture: float


FEW, MANY = Rows(128, 18, 104), Rows(108, 14, 92)
MOST_IN_FEW = 3


@dataclass(frozen=True, slots=True)
class Wrapped:
    """All words of a card, measured."""

    text: tuple[Wrapper, ...]
    question: Wrapper
    labels: tuple[Wrapper, ...]


def plan(card: Card, fonts: FontSet) -> Plan:
    """Plans a card in the largest letters that leave it short, or else in the largest that fit.

    Raises:
        CardError: It cannot be drawn whole, in letters that are large enough.
    """
    _check(card)
    regular, bold = (Typesetter(fonts, card.language, weight) for weight in (400, 700))
    words = _measured(card, regular, bold)
    setter = Typesetter(fonts, "en", 700)  # the same digits in every language, as on the keys of a phone here
    numbers = [setter.paragraph(str(number)) for number in range(1, len(card.choices) + 1)]
    digits = [paragraph.line(0, len(paragraph.text)) for paragraph in numbers]
    found = _fitted(card, words, digits)
    if card.right_to_left:
        mirror(found)
    _check_ink(found)
    return found


def _check(card: Card) -> None:
    empty = [] if card.question.strip() else ["question"]
    empty += [f"answer {number}" for number, choice in enumerate(card.choices, 1) if not choice.label.strip()]
    empty += [] if card.choices else ["list of answers"]
    if empty:
        raise CardError(*(CardFault("K105", card.question, f"the {one} is empty", "Write it.") for one in empty))


def _measured(card: Card, regular: Typesetter, bold: Typesetter) -> Wrapped:
    """Every fault of every line is found before any is told."""
    faults: list[CardFault] = []

    def measured(setter: Typesetter, text: str) -> Wrapper | None:
        try:
            return Wrapper(setter.paragraph(text))
        except CardError as error:
            faults.extend(error.faults)
            return None

    text = [measured(regular, line) for line in card.text if line.strip()]
    question = measured(bold, card.question)
    labels = [measured(bold, choice.label) for choice in card.choices]
    if question is None or faults:
        raise CardError(*faults)
    return Wrapped(tuple(filter(None, text)), question, tuple(filter(None, labels)))


def _fitted(card: Card, words: Wrapped, digits: Sequence[Shaped]) -> Plan:
    """The question beside the picture or, where that makes the card too tall, under it with all the width."""
    fitting: list[Plan] = []
    for factor, under in product(FACTORS, (False, True) if card.picture and words.text else (False,)):
        found = _laid_out(card, words, digits, factor, under=under)
        if found.height <= TALL:
            return found
        if found.height <= TALLEST:
            fitting.append(found)
    if not fitting:
        raise CardError(CardFault("K104", card.question, "the card is too tall", "Use fewer or shorter lines."))
    return fitting[0]


def _laid_out(card: Card, words: Wrapped, digits: Sequence[Shaped], factor: float, *, under: bool) -> Plan:
    found = Plan()
    left, width, least = MARGIN, WIDTH - 2 * MARGIN, 0
    if card.picture:
        frame = Box(left, MARGIN, left + PICTURE, MARGIN + PICTURE)
        found.frames.append(frame)
        found.pictures.append(Shown(card.picture, frame))
        left, width, least = left + PICTURE + BETWEEN, width - PICTURE - BETWEEN, PICTURE
    text = _blocks(words.text, TEXT, factor, width)
    asked = _blocks((words.question,), QUESTION, factor, WIDTH - 2 * MARGIN if under else width)
    beside = text if under else [*text, *asked]
    gaps = [GAP * factor] * (len(text) - 1) + [QUESTION_GAP * factor] * (len(beside) > len(text) > 0)
    high = sum(block.height for block in beside) + sum(gaps)
    top = MARGIN + max(0.0, (least - high) / 2)
    for block, gap in zip(beside, [*gaps, 0.0], strict=True):
        _place(found, block, left, top, width)
        top += block.height + gap
    top = MARGIN + max(least, high) + BETWEEN
    if under:
        _place(found, asked[0], MARGIN, top - BETWEEN + QUESTION_GAP * factor, WIDTH - 2 * MARGIN)
        top += asked[0].height + QUESTION_GAP * factor
    _rows(found, card, _labels(card, words.labels, factor), digits, top)
    return found


def _rows(found: Plan, card: Card, labels: Sequence[Block], digits: Sequence[Shaped], top: float) -> None:
    rows = _rows_of(card)
    high = _row_height(card, labels)
    for choice, label, digit in zip(card.choices, labels, digits, strict=True):
        tile = Box(MARGIN, top, WIDTH - MARGIN, top + high)
        found.tiles.append(tile)
        badge = _square(tile, tile.left + PAD + INDENT, BADGE)
        found.badges.append(badge)
        found.lines.append(_digit(digit, badge))
        if choice.picture:
            frame = _square(tile, badge.right + PAD + INDENT, rows.picture)
            found.frames.append(frame)
            found.pictures.append(Shown(choice.picture, frame))
        _place(found, label, _label_left(card), top + (high - label.height) / 2, _label_width(card))
        top += high + rows.gap
    found.height = top - rows.gap + MARGIN


def _labels(card: Card, wrappers: Sequence[Wrapper], factor: float) -> list[Block]:
    """The labels as large as they can be in rows that are no higher than this factor makes them."""
    width = _label_width(card)
    highest = _row_height(card, _blocks(wrappers, LABEL, factor, width))
    sized = (_blocks(wrappers, LABEL, each, width) for each in FACTORS)
    return next(blocks for blocks in sized if _row_height(card, blocks) <= highest)


def _row_height(card: Card, labels: Sequence[Block]) -> float:
    """Rows of one height look calm."""
    return max(_rows_of(card).height, *(label.height + 2 * PAD for label in labels))


def _rows_of(card: Card) -> Rows:
    return FEW if len(card.choices) <= MOST_IN_FEW else MANY


def _square(tile: Box, left: float, side: float) -> Box:
    """In the middle of a tile's height."""
    top = (tile.top + tile.bottom - side) / 2
    return Box(left, top, left + side, top + side)


def _label_left(card: Card) -> float:
    """Labels stand below each other, also where one answer has no picture."""
    left = MARGIN + 2 * (PAD + INDENT) + BADGE
    return left + (_rows_of(card).picture + BESIDE_PICTURE if any(choice.picture for choice in card.choices) else 0)


def _label_width(card: Card) -> float:
    return WIDTH - MARGIN - PAD - INDENT - _label_left(card)


def _place(found: Plan, block: Block, left: float, top: float, width: float) -> None:
    for line, height in zip(block.lines, block.heights, strict=True):
        baseline = top + (line.up + LEADING / 2) * block.size
        box = Box(left, top, left + width, top + height)
        found.lines.append(Line(line, block.size, left - line.start * block.size, baseline, box))
        top += height


def _digit(digit: Shaped, badge: Box) -> Line:
    """A number in the middle of its badge, by its ink and not by its line."""
    ink = digit.ink or Box(0, 0, 0, 0)
    x = (badge.left + badge.right - (ink.left + ink.right) * DIGIT) / 2
    baseline = (badge.top + badge.bottom - (ink.top + ink.bottom) * DIGIT) / 2
    return Line(digit, DIGIT, x, baseline, badge, light=True)


def _check_ink(found: Plan) -> None:
    faults = [
        CardFault("K106", line.text.text, "signs reach out of their line", "Take signs away that stand on others.")
        for line in found.lines
        if line.ink and not line.box.holds(line.ink, SLACK)
    ]
    if faults:
        raise CardError(*faults)


def _blocks(wrappers: Sequence[Wrapper], full: float, factor: float, width: float) -> list[Block]:
    """Texts of one kind, all in one size: no larger than this factor makes it, and so that every word fits a line."""
    widest = max((wrapper.widest for wrapper in wrappers), default=0.0)
    sizes = [max(SMALLEST, round(full * each)) for each in FACTORS if each <= factor]
    size = next((size for size in sizes if widest * size <= width), sizes[-1])
    return [wrapper.block(size, width) for wrapper in wrappers]
