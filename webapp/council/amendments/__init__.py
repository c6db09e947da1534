"""Amendments to what lies before the meeting, voted on before the motion they change."""
