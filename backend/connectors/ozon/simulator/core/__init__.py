"""State and rules of the simulated marketplace: no HTTP, no database, no clock of its own."""
