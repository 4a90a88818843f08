"""Sets up what the other tools need, with nothing but Python's standard library."""
