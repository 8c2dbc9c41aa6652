"""The announcement of a class: what is missing in it, and its text for every place."""
