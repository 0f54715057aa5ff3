"""Small maps drawn by the server: of one arrangement, or of all that one body shares.

scene (who, where, linked how) → frame (what part of the country) → ground, labels → drawing (SVG)
"""
