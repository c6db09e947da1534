"""What was put before the township or the county, with the record attached."""
