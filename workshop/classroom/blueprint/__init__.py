"""The blueprint of a classroom: one file that says who learns what with whom, and by when."""
