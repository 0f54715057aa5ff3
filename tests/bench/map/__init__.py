"""The map against a bare page that draws the same marks and lines with Leaflet alone."""
