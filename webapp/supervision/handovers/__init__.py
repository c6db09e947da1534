"""What is owed when an office ends: the hand-over within days, and the audit before the next election."""
