"""Drawing items → PDF operators, and vectors → grey pixels."""
