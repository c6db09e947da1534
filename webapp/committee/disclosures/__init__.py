"""The duty to publish: what, how often, by when, and whether it was done."""
