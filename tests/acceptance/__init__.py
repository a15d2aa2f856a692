"""One test per acceptance line of each piece of work, quoting it."""
