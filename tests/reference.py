"""Where the service's official schemas, examples, certificates and PDFs lie, if they are here.

They are test data and no part of the project: ``PIILINT_REFERENCE`` names the folder, else
``shared/reference`` beside the checkout is taken. Where it is missing, tests that need it
skip and say so.
"""

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
REFERENCE = Path(os.environ.get("PIILINT_REFERENCE") or CHECKOUT.parent / "shared" / "reference")

needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason=f"the official reference files are not at {REFERENCE}"
)
