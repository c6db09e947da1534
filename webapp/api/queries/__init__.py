"""Reading for the open data: pages of rows, and what several tables say together."""
