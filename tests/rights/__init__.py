"""Tests of what people are owed: consent, knowing what is known, being forgotten, and an end to keeping."""
