"""Pages about what leaves the system: overview, previews, issued documents, the health of this machine."""
