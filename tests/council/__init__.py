"""Tests of the council: meetings, polls, resolutions."""
