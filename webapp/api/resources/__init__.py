"""The addresses of the API, one kind of thing a file."""
