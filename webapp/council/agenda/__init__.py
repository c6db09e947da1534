"""The agenda while the meeting goes on: its order, the time planned, which item is dealt with now."""
