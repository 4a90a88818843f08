"""One subject a module: what is measured, beside which floor, against which goal."""
