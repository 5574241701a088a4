"""Rows of a roadmap to spreadsheets and back (docs/adr/0016-three-way-import.md)."""
