"""The specimen: a story made of the tables themselves, which shows all that a storyboard can ask for."""
