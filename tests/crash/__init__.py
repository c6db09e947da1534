"""Power cuts: what was acknowledged is there afterwards, and nothing else."""
