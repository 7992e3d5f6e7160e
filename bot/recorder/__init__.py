"""The page on which a real person records what Plainsay reads aloud. It knows the pack, and nobody who is asked."""
