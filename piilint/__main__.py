"""``python -m piilint``."""

import sys

from piilint.cli import main

if __name__ == "__main__":  # processes that check files load this module too
    sys.exit(main())
