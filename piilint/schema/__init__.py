"""Messages held against their schema and against the limits of the service."""
