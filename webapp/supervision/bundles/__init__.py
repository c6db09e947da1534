"""Evidence to take away: a matter, a meeting or a period as one file that proves itself."""
