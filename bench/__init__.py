"""Measures speed, start and memory, each against a named peer in the same run: `make bench`, see docs/bench.md."""
