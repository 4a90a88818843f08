"""What tests of connectors and of their users share."""
