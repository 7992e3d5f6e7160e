"""Reading tables of actions as councils and providers keep them: a file becomes plain data, and nothing is stored here.

`rows.grid` makes rows of a file's bytes, `read.understood` makes actions of the rows.
"""
