"""How the pages of reviews, households and forms are worded. Built from loaded rows; nothing here decides."""
