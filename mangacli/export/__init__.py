"""One file per format: a publication and its drawings → files."""
