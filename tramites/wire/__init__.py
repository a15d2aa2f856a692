"""What terminal and platform say to each other; versioned."""
