"""What was said, added up, judged for strength and reported. No HTTP, no SQL, no clock."""
