"""When a meeting is due by law, and whether it is late."""
