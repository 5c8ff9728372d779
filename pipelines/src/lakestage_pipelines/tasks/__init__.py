"""One module for each task that a job runs."""
