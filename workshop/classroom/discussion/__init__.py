"""Who takes part: chat exports read as they are, and measured with care for the people in them."""
