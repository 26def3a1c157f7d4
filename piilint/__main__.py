"""``python -m piilint``."""

import sys

from piilint.cli import main

sys.exit(main())
