"""Pages to print, set by Typst: every word is passed to it as a string."""
