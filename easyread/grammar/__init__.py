"""English grammar for the rules: what a word can be, verbs, clauses, and who does what."""
