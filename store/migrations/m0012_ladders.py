"""Ladders need no table: who rates answers a talk, and a rating is an answer (`store/ladders.py`)."""

STATEMENTS: tuple[str, ...] = ()
