"""The papers of the story, in the village's own words."""
