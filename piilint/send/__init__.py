"""The way to the service, over mutual TLS."""
