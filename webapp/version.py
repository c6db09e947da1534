"""Which edition of the software a village runs; it stands on /healthz and in every evidence file."""

VERSION = "0.1.0"
