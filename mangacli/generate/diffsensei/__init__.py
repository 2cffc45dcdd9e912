"""The DiffSensei engine: the only home of torch."""
