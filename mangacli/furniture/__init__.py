"""What stands on a page beside pictures and balloons: frames, fades, titles, page numbers."""
