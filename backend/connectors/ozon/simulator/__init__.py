"""A stand-in for Ozon's Seller API: the same paths, limits and refusals, with faults on request."""
