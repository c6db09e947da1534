"""Tests of the branch room."""
