"""Personal data: what left the house, who is kept from lists, one person's data, and erasing them."""
