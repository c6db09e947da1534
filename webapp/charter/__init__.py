"""The charter room: the law as dated data with its articles, and what a village may add to it."""
