"""Measures the product beside what is possible on the same machine, and writes the figures down."""
