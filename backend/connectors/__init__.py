"""How marketplaces are spoken to: plain Python, with no framework and no database."""
