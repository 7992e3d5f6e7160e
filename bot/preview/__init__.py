"""The preview of a pack: a group goes through every question in a meeting, and its verdicts are written down.

It runs on the computer of whoever leads the meeting, for that computer only. It has no database and knows nobody.
"""
