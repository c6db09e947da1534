"""What the system costs, measured in one run as ratios: `python -m tests.bench`, or `make bench`."""
