"""What would lift a household, and what another standard would say of a result."""
