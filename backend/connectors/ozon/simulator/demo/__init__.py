"""Invented content of the demo shop, and the buyers who keep writing to it."""
