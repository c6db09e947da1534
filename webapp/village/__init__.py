"""The village: who lives here, which constituencies they form, who holds which office."""
