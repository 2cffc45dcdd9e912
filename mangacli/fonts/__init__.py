"""The typefaces: which there are, their files, glyph outlines and metrics."""
