"""What kiosk and agent's desk share."""
