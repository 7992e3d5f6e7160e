"""The review of a pack in every language: picture, text, card and sound of each screen, side by side.

It runs on the computer of whoever reads, for that computer only. It has no database and knows nobody.
"""
