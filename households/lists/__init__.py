"""Who is to be reviewed, and how far the review of them is."""
