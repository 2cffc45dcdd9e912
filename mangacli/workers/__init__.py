"""Panels drawn and pages finished: in this process, in several that are watched over, or on a cluster."""
