"""The rule book: every number the village applies, since when, by which article, and who may change it."""
