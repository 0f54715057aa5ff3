"""The catalogue: who shares what with whom, and what they learned."""
