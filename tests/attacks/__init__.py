"""What a stranger or an insider may try, and must not get."""
