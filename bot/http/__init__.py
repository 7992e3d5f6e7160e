"""What the tablet page and the staff pages share: safe headers, size limits, same-site posts, friendly errors, files.

`bot.http.stack.layers` gives them to Starlette in the right order.
"""
