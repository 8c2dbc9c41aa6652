"""Files of answers, from whatever program, as `Responses`."""
