"""Documents about partners and groups."""
