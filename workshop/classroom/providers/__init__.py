"""The platforms that a classroom can be built on; each is found through its entry point."""
