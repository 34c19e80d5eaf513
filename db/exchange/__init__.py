"""What goes out to and comes in from other programs: workbooks, tables, contact cards."""
