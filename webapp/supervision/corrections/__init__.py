"""Orders to correct: demanded, done with a new record, or refused."""
