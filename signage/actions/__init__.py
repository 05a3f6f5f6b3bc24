"""What can happen: one function per event; each opens its transaction."""
