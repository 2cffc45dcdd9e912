"""Effect lines and screentone as vectors: one implementation for every artist and for the composed page."""
