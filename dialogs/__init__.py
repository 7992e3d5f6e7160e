"""A code's areas become short flows, and a session moves through a flow.

Everything here is pure but `pack`, which reads files: time, ids and chance are passed in.
"""
