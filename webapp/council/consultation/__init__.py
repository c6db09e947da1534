"""What households say before a vote."""
