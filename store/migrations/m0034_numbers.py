"""No number comes back: what points to a deleted row points to nothing, and never to a row of somebody else."""

from __future__ import annotations

STATEMENTS = ("{numbers}",)
