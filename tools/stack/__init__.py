"""Runs the whole product on one machine: its servers, its processes, and their orderly end."""
