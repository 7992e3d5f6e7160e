"""The database: the only SQL, migrations and encryption. Nothing above this floor sees a driver or a key."""
