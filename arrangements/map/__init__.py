"""The map: what it draws for a query, and the backdrop it is drawn on."""
