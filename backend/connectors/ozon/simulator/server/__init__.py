"""What runs the simulator as a process of its own: HTTP, SQLite, threads."""
