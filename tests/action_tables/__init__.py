"""Reading tables of actions, and counting what was read."""
