"""Bare views that do the least a view must do for the same answer; served beside the product, never part of it."""
