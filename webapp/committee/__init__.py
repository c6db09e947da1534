"""The committee executes: tasks and results."""
