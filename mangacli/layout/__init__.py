"""Panels on the page: templates, tiers, gutters, bleeds, generation sizes, the cast in its places."""
