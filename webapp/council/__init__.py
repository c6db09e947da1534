"""The council decides: meetings, polls, resolutions."""
