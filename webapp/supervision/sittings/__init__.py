"""The monthly meetings of the supervision committee, each with a record that those present sign."""
