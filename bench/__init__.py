"""Measures speed, start and memory, each against a named peer in the same run. `make bench` runs it; see docs/bench.md."""
