"""Names under a matter, given online or on paper."""
