"""The draft artist: a name (ネーム) drawn from CC0 line art, without any model."""
