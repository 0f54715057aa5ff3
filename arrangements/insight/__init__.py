"""What a query finds, counted: each number says what it counts and where that is listed."""
