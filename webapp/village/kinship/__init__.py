"""Who is near kin of whom."""
