"""The register: who lives in a household, how it is told apart from look-alikes, and what became of each field."""
