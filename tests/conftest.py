"""What all tests share."""

from hypothesis import settings

# The examples are many and small; a slow machine is no reason to fail.
settings.register_profile("piilint", deadline=None, print_blob=True)
settings.load_profile("piilint")
