"""What every tab is made of: the table, its filters, the form, the lists of what a record is tied to."""
