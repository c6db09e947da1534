"""Second looks: the supervisors judge answers given against an objector."""
