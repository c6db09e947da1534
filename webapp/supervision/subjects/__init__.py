"""What a question or an order is about, and what ties a person to it."""
