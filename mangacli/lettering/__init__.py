"""From dialogs to balloons: shaping, line breaking, balloon shapes, tails, placement."""
