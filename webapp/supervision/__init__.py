"""The supervision committee oversees."""
