"""Whether a deployment is whole, from end to end, and what to do where it is not."""
