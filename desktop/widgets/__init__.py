"""Small parts without knowledge of records."""
