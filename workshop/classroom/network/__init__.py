"""How much network, hardware and money a virtual classroom needs, and how sure that is."""
