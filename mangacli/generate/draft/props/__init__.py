"""Things that prompts and dialogs name, drawn in our own ink: one table, a function a thing."""
