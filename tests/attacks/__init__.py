"""Attacks on Plainsay, a file a threat: who does it, what they want, and what stops them. See docs/threats.md.

Each attack that is stopped also has a control: the same attack, with the one defence taken away, gets through
(`succeeds_without`). So a test that passes here is one that could have failed.
"""
