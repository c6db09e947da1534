"""The minutes of a meeting: written by what happened, signed by three, archived by their hash."""
