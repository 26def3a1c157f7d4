"""A local stand-in for the service, to try sending on."""
