import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lettering_craft import balloon_faults
from lettering_frames import CAST, alone, figure, lettered, page, panel, say

from mangacli.geometry import Box
from mangacli.lettering.balloons import BALLOONS

WORDS = (
    "Wait.", "You came back!", "I never thought I would see you again.", "Why?", "No…", "Run, all of you!",
    "There is no time left, and the bridge is already gone.",
)  # fmt: skip
JAPANESE = (
    "待って。",
    "どうしてここにいるんだ？",
    "もう二度と会えないと思っていた。",
    "えっ!?",
    "聞いてくれ。時間がないんだ！",
)
KINDS = ("speech", "speech", "speech", *sorted(BALLOONS))


@st.composite
def panels(draw, language):
    left, top = draw(st.integers(30, 90)), draw(st.integers(30, 120))
    width, height = draw(st.integers(140, 400)), draw(st.integers(130, 420))
    lean = draw(st.sampled_from((0, 0, 14, -14)))
    right, bottom = left + width, top + height
    polygon = ((left, top), (right + min(0, lean), top), (right + min(0, -lean), bottom), (left, bottom))
    figures = []
    for name in CAST[: draw(st.integers(0, 3))]:
        size = draw(st.integers(18, 50))
        x = draw(st.integers(left + 12, right - size - 26))
        y = draw(st.integers(top + 40, max(top + 41, bottom - size - 10)))
        head = Box(x, y, x + size, y + 1.2 * size)
        if not any(head.overlaps(other.head) for other in figures):
            hand = Box(x - 8, y + 1.6 * size, x + 4, y + 1.6 * size + 12)
            figures.append(figure(name, head, hands=(hand,) if draw(st.booleans()) else ()))
    words = JAPANESE if language == "ja" else WORDS
    dialogs = []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(KINDS))
        speaker = draw(st.sampled_from(CAST)) if kind not in ("caption", "sfx") else None
        dialogs.append(say(draw(st.sampled_from(words)), speaker, kind))
    return panel(polygon, dialogs, figures)


@pytest.mark.parametrize(("language", "right_to_left"), [("en", True), ("en", False), ("ja", True)])
@settings(max_examples=30)
@given(data=st.data())
def test_whatever_is_placed_is_placed_well_and_the_rest_is_reported(language, right_to_left, data):
    frame = data.draw(panels(language))
    layout, findings = lettered(page(frame, right_to_left=right_to_left), language)
    assert balloon_faults(layout) == []
    lost = [finding.where[5] for finding in findings if finding.rule == "text-does-not-fit"]
    kept = [balloon.order for balloon in layout.panels[0].balloons]
    assert sorted(lost + kept) == list(range(len(frame.panel.dialogs)))


@st.composite
def small_panels(draw):
    """Panels of two to four centimetres, slanted on both sides as far as gutters are, with a face in them."""
    left, top = draw(st.integers(30, 300)), draw(st.integers(30, 400))
    width, height = draw(st.integers(57, 114)), draw(st.integers(57, 200))
    lean, other = draw(st.integers(-16, 16)), draw(st.integers(-16, 16))
    polygon = (
        (left, top),
        (left + width, top),
        (left + width + lean, top + height),
        (left + other, top + height),
    )
    size = draw(st.integers(12, 30))
    x, y = left + draw(st.integers(18, max(19, width - size - 18))), top + draw(st.integers(10, height - 30))
    figures = [figure("ann", Box(x, y, x + size, y + 1.2 * size))] if draw(st.booleans()) else []
    kinds = draw(st.lists(st.sampled_from(("speech", "thought", "shout", "whisper")), min_size=1, max_size=3))
    return polygon, figures, kinds


@pytest.mark.parametrize("language", ["en", "ja"])
@settings(max_examples=25)
@given(data=st.data())
def test_panels_of_a_few_centimetres_keep_their_words_or_refuse_them(language, data):
    polygon, figures, kinds = data.draw(small_panels())
    words = JAPANESE if language == "ja" else WORDS
    dialogs = [say(data.draw(st.sampled_from(words)), "ann", kind) for kind in kinds]
    layout, findings = lettered(page(panel(polygon, dialogs, figures)), language)
    assert balloon_faults(layout) == []
    lost = [finding.where[5] for finding in findings if finding.rule == "text-does-not-fit"]
    kept = [balloon.order for balloon in layout.panels[0].balloons]
    assert sorted(lost + kept) == list(range(len(dialogs)))
    assert all(balloon.size >= 6.0 for balloon in layout.panels[0].balloons)


@pytest.mark.parametrize("kind", sorted(BALLOONS))
@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "We should never have come here, Ann."), ("ja", "ここに来るんじゃなかった。")],
)
def test_every_kind_is_lettered_in_its_outline(kind, language, text):
    speaker = None if kind in ("caption", "sfx") else "ann"
    layout = alone(
        say(text, speaker, kind), figures=[figure("ann", Box(120, 160, 150, 196))], language=language
    )
    assert balloon_faults(layout) == []
    (balloon,) = layout.balloons
    assert balloon.said == text
    assert (balloon.tail is None) == (speaker is None or BALLOONS[kind].tail == "none")
    assert balloon.vertical == (language == "ja")
    assert bool(balloon.shapes) == (kind != "sfx")
    assert bool(balloon.text.outline) == (BALLOONS[kind].ground is None)


def test_two_runs_are_equal_to_the_last_bit():
    frame = page(
        panel(
            Box(40, 40, 400, 300),
            [say("Who is there?", "ann"), say("Only me.", "bob", "whisper"), say("BANG", None, "sfx")],
            [figure("ann", Box(280, 150, 310, 186)), figure("bob", Box(120, 150, 150, 186))],
        )
    )
    assert lettered(frame) == lettered(frame)


def test_one_crowded_panel_shrinks_the_type_of_the_whole_page():
    long = "I never thought I would see you again in a place like this, after all those years. " * 2
    roomy = panel(
        Box(40, 300, 400, 600), [say("Oh.", "ann")], [figure("ann", Box(200, 420, 240, 470))], number=2
    )
    crowded = panel(Box(40, 40, 146, 124), [say(long.strip())])
    layout, findings = lettered(page(crowded, roomy))
    sizes = {balloon.size for balloon in layout.balloons}
    assert len(sizes) == 1 and 6.0 <= sizes.pop() < 0.8 * 9.25
    (finding,) = findings
    assert (finding.rule, finding.severity, finding.where) == (
        "small-type",
        "warning",
        ("pages", 0, "panels", 0),
    )
    assert balloon_faults(layout) == []


def test_a_word_stays_whole_where_a_tall_balloon_finds_room_beside_the_face():
    face = figure("ann", Box(80, 60, 150, 140))
    frame = page(panel(Box(40, 40, 220, 160), [say("開けてくれ！", "ann")], [face]))
    layout, findings = lettered(frame, language="ja")
    assert layout.balloons[0].lines == ("開けてくれ！",)
    assert findings == ()


def test_a_phrase_that_must_be_broken_is_named():
    frame = page(panel(Box(40, 40, 200, 92), [say("開けてくれ！")]))
    layout, findings = lettered(frame, language="ja")
    assert len(layout.balloons[0].lines) > 1
    (finding,) = findings
    assert (finding.rule, finding.severity) == ("broken-phrase", "note")
    assert finding.where == ("pages", 0, "panels", 0, "dialogs", 0, "text")
    assert "開けてくれ！" in finding.message and "room" in finding.hint


def test_a_hyphenated_word_is_a_broken_phrase():
    frame = page(panel(Box(40, 40, 110, 200), [say("Incomprehensibilities!")]))
    layout, findings = lettered(frame, minimum=9.25)
    assert len(layout.balloons[0].lines) > 1
    assert [finding.rule for finding in findings] == ["broken-phrase"]
    assert "Incomprehensibilities!" in findings[0].message


def test_a_wished_size_is_kept_where_there_is_room():
    layout = alone(say("Hello there."), size=12)
    assert layout.balloons[0].size == 12


def test_loud_text_is_larger_and_no_text_is_below_the_minimum():
    layout = alone(say("Aloud.", loud=1.5), say("Quiet.", loud=0.5), size=10, minimum=7)
    assert [balloon.size for balloon in layout.balloons] == [15, 7]


def test_text_without_room_is_reported_and_the_rest_is_lettered():
    endless = "All work and no play makes the morning long and the evening short. " * 12
    frame = page(panel(Box(40, 40, 200, 160), [say(endless.strip()), say("Yes.")]))
    layout, findings = lettered(frame)
    assert [balloon.said for balloon in layout.balloons] == ["Yes."]
    (finding,) = findings
    assert finding.rule == "text-does-not-fit"
    assert finding.where == ("pages", 0, "panels", 0, "dialogs", 0, "text")
    assert finding.severity == "error" and "lettering.minimum" in finding.hint


def test_a_face_that_fills_the_panel_leaves_no_room_and_says_so():
    close = figure("ann", Box(45, 45, 195, 155))
    layout, findings = lettered(
        page(panel(Box(40, 40, 200, 160), [say("Hello there, friend.", "ann")], [close]))
    )
    assert layout.balloons == []
    assert [finding.rule for finding in findings] == ["text-does-not-fit"]


def test_a_panel_off_the_safe_area_has_no_room():
    layout, findings = lettered(page(panel(Box(0, 0, 500, 20), [say("Hello.")])))
    assert layout.balloons == [] and [finding.rule for finding in findings] == ["text-does-not-fit"]


@pytest.mark.parametrize(
    "at", ["top-left", "top", "top-right", "left", "center", "right", "bottom-left", "bottom", "bottom-right"]
)
def test_the_authors_spot_is_obeyed(at):
    box = Box(40, 40, 400, 400)
    (balloon,) = alone(say("Over here.", at=at), box=box).balloons
    x = (balloon.box.center[0] - box.x1) / box.width
    y = (balloon.box.center[1] - box.y1) / box.height
    assert (x < 1 / 3) == ("left" in at) and (x > 2 / 3) == ("right" in at)
    assert (y < 1 / 3) == ("top" in at) and (y > 2 / 3) == ("bottom" in at)


def test_the_authors_box_is_filled_and_the_others_make_way():
    layout = alone(say("First.", box=(0.1, 0.1, 0.5, 0.4)), say("Second."), say("Third."))
    panel_box = layout.panels[0].frame.box
    for actual, wanted in zip(
        layout.balloons[0].box.fractions_of(panel_box), (0.1, 0.1, 0.5, 0.4), strict=True
    ):
        assert actual == pytest.approx(wanted, abs=1e-6)
    assert balloon_faults(layout) == []


def test_a_box_too_small_for_its_text_is_reported():
    frame = page(
        panel(
            Box(40, 40, 300, 260), [say("Far too much to say in so small a box.", box=(0.1, 0.1, 0.2, 0.15))]
        )
    )
    layout, findings = lettered(frame)
    assert layout.balloons == [] and "its box" in findings[0].message


def test_a_character_without_a_glyph_is_an_error_that_names_it():
    _, findings = lettered(page(panel(Box(40, 40, 300, 260), [say("Look: 𓀀!")])))
    assert any("𓀀" in finding.message and finding.severity == "error" for finding in findings)


def test_captions_open_in_the_corner_where_reading_begins():
    for right_to_left in (True, False):
        box = Box(40, 40, 400, 300)
        frame = page(
            panel(box, [say("That night.", None, "caption"), say("Oh.")]), right_to_left=right_to_left
        )
        caption = lettered(frame)[0].balloons[0].box
        assert caption.y1 - box.y1 < 8
        assert (box.x2 - caption.x2 if right_to_left else caption.x1 - box.x1) < 8


def test_a_spot_without_room_is_named_in_the_finding():
    frame = page(
        panel(Box(40, 40, 300, 260), [say("Here?", at="center")], [figure("ann", Box(100, 80, 240, 220))])
    )
    layout, (finding,) = lettered(frame)
    assert layout.balloons == [] and 'at "center"' in finding.message


@pytest.mark.parametrize("kind", sorted(kind for kind, shape in BALLOONS.items() if shape.ground == 1.0))
def test_a_balloons_line_is_seen_on_black(kind):
    layout = alone(
        say("Hush.", None if kind == "caption" else "ann", kind),
        figures=[figure("ann", Box(120, 160, 150, 196))],
    )
    shapes = layout.balloons[0].shapes
    under = [shape for shape in shapes if shape.stroke.grey == 1.0]
    lines = [shape for shape in shapes if shape.stroke.grey == 0.0]
    assert len(under) > 2 if kind == "thought" else len(under) == 1  # a thought's bubbles, too
    for shape in under:
        others = [line for line in lines if line.path.bounds.inset(-1).contains(shape.path.bounds)]
        assert others and all(shape.stroke.width > 1.5 * line.stroke.width for line in others)
    assert all(bool(line.stroke.dashes) == (kind == "whisper") for line in lines)


def test_a_monologue_is_white_on_black_and_plain_letters_stand_in_white():
    (balloon,) = alone(say("What if?", None, "monologue")).balloons
    assert balloon.text.fill == 1.0 and [shape.fill for shape in balloon.shapes] == [0.0]
    (balloon,) = alone(say("Hm.", None, "plain")).balloons
    assert balloon.shapes == () and balloon.text.fill == 0.0
    assert [stroke.grey for stroke in balloon.text.outline] == [1.0]


@pytest.mark.parametrize("text", ["<big></big>", "\u200b", "\u202e \u3000"])
@pytest.mark.parametrize("kind", ["speech", "sfx"])
def test_a_dialog_without_a_letter_is_said_to_be_empty(text, kind):
    frame = page(panel(Box(40, 40, 300, 260), [say(text, kind=kind), say("Hi")]))
    _, findings = lettered(frame)
    (finding,) = findings
    assert (finding.rule, finding.where) == ("empty-dialog", ("pages", 0, "panels", 0, "dialogs", 0, "text"))
