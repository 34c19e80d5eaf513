"""One short file a tab: what is special about releases, contacts, partners and facilities."""
