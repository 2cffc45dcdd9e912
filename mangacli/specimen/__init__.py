"""The specimen: a story made of the tables themselves, which shows everything that a storyboard can ask for."""
