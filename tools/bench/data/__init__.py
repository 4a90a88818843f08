"""Rows to measure with: made by the database itself where there are many."""
