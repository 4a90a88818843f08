"""Says whether the product is fit to be handed on: every check and every test, one verdict."""
