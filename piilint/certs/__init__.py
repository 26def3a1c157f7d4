"""Organisation certificates, trust anchors, and what goes wrong with them."""
