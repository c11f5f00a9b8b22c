"""Pages about reviews, households and their forms."""
