"""Who counts in public, and who watches the counting."""
