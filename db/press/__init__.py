"""The life of a release: wording valid on a date, checks, documents."""
