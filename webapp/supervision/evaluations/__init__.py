"""The yearly evaluation (民主评议) of the villagers' committee and of hired people who are paid."""
