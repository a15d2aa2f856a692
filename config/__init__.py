"""What can be set, and the data the product ships."""
