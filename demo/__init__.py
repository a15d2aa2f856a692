"""Everything on one machine: journeys, the dock and the simulators. Shipped only for demonstration."""
