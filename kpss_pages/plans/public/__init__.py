"""What the public reads of plans: the page of a plan and the pages and files below it; only what is published."""
