"""Who asks to speak, in which order, how long and how often."""
