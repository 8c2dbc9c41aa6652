"""Building a classroom from its blueprint, on any platform that has a provider."""
