"""True boundaries, loaded from files that people download.

file → stream → reading → matching → projections → topology → shapes → loading → BoundarySet
BoundarySet → tiling (what is drawn on a day) → drawing (the backdrop of that day)
"""
