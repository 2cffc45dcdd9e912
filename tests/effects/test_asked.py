from mangacli.effects.asked import options_of, place_of
from mangacli.geometry import Box
from mangacli.story.models import Effect


def test_an_effects_own_lines_per_inch_go_before_the_pages():
    assert options_of(Effect(effect="screentone", lpi=20), 40).lpi == 20
    assert options_of(Effect(effect="screentone"), 40).lpi == 40
    assert options_of(Effect(effect="screentone")).lpi is None


def test_a_place_is_a_character_or_a_part_of_the_panel():
    panel = Box(100, 100, 200, 300)
    assert place_of(Effect(effect="flash", at="mika"), panel) == "mika"
    assert place_of(Effect(effect="flash", at=(0.5, 0.5)), panel) == Box(150, 200, 150, 200)
    assert place_of(Effect(effect="flash", at=(0, 0, 0.5, 1)), panel) == Box(100, 100, 150, 300)
