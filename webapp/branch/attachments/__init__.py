"""Papers that belong to a matter."""
