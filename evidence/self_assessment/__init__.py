"""The self-assessment against a code: what speaks to each question, a first draft by plain rules, what was written."""
