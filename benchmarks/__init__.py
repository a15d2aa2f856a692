"""Measurements with the peer or the limit beside ours, as ratios within one run."""
