"""Keeping going: backups, restores, drills, the standby, and who may run where."""
