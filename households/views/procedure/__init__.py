"""The pages of a review's procedure: the steps, a form for each act, the opinion of the level above, the rules."""
