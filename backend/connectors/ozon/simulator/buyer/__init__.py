"""The page on which a person plays the buyer."""
