"""Everything in Dateline that is true without a window: records, store, journal, search, exchange."""
