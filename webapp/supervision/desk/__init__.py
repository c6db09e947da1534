"""The supervisors' desk: what waits, what is late, what looks wrong."""
