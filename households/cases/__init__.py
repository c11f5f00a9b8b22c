"""Procedures beside the review: average-living households and exit registrations. Their state tables and when
something may be done; nothing here writes."""
