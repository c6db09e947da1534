"""The pictures people would rather look at than read: seats, meters and money bars, as geometry only."""
