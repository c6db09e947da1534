"""The supervisors sign the log with keys of their own."""
