"""The pages of a review's procedure, worded."""
