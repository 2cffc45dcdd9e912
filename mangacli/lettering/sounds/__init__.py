"""Sounds (SFX): how a word that is heard is drawn into the picture."""
