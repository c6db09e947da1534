"""Asking for a meeting: who asks, how many are needed, until when the committee must convene."""
