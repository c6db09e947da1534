"""The hall screen, and what open pages ask for again and again."""
