"""The subcommands of `ventanilla` that concern a terminal; each imports what it needs when it runs."""
