"""The party branch leads: matters, the sittings of steps 1 to 3, and the opinions heard on the way."""
