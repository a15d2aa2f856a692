"""Opening the queue after damage: comparing its two copies and mending each from the other."""
