"""The tests: one folder for each room of `webapp`, beside `harness`, `guards` and the journeys."""
