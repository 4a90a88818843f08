"""Who uses the product while it is measured, and who watches it: each a thread with a rhythm of its own."""
