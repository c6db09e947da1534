"""What the supervision committee reports to the council: each month and each year, from the record."""
