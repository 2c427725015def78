"""What may be kept, shown, joined and sent; by whom; for how long."""
