"""Taking people who died or left out of the register, and back into it."""
