"""Question cards: a question, its picture and its answers with their pictures and numbers, on one PNG."""

from __future__ import annotations

from easyread.cards.beside import png_beside
from easyread.cards.card import Card, CardChoice, CardError, CardFault
from easyread.cards.draw import PRINT, SCREEN, key, png

__all__ = ["PRINT", "SCREEN", "Card", "CardChoice", "CardError", "CardFault", "key", "png", "png_beside"]
