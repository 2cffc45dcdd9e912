"""What the author wrote: models, loading, short forms, diagnostics, JSON Schema."""
