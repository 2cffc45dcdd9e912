"""Faces and poses follow the author's word, then the scene's, then how a character speaks."""

from typing import get_args

import pytest
from draft_casting import cast

from mangacli.generate.draft import parts_file
from mangacli.generate.draft.acting import MOOD_POSES, act
from mangacli.generate.draft.acting_words import CARRIED, FACES, HELD, HOLDING, MOODS
from mangacli.generate.draft.expressions import OWN_EYES, OWN_MOUTHS
from mangacli.generate.draft.face_marks import MARKS
from mangacli.generate.draft.held import HELD as THINGS
from mangacli.generate.draft.poses import POSES as BODY_POSES
from mangacli.story.dialog import BalloonKind
from mangacli.story.models import MOODS as STORY_MOODS
from mangacli.story.models import POSES as STORY_POSES
from mangacli.story.postures import LOW, POSES
from mangacli.story.vocabulary import first

OPEN_MOUTHS = {
    "happy05", "happy06", "happy08", "sad01", "sad02", "sad06", "sad07", "scream", "laugh", "wail", "snarl",
    "gape", "talk", "tongue", "wavy",
}  # fmt: skip
"""Mouths that are open; `wavy` speaks through a dizziness that opens no mouth."""


def acted(scene="", others=(), **changes):
    character = cast(**changes)
    return act(character, scene, (character, *others))


@pytest.mark.parametrize(
    ("scene", "mood"),
    [
        ("Ann smiles", "happy"),
        ("Ann is angry", "angry"),
        ("Ann is furious", "furious"),
        ("she weeps", "crying"),
        ("アンが驚く", "surprised"),
        ("怒っている", "angry"),
        ("an empty street", "calm"),
    ],
)
def test_the_scene_tells_the_mood(scene, mood):
    assert acted(scene).mood == mood


def test_the_authors_word_wins_over_scene_and_speech():
    acting = acted("Ann smiles and runs", mood="angry", pose="sitting", lines=(("speech", "Haha!"),))
    assert (acting.mood, acting.pose) == ("angry", "sitting")


def test_a_mood_belongs_to_whom_it_is_said_of():
    bob = cast(id="bob")
    assert acted("Ann smiles, Bob cries", (bob,)).mood == "happy"
    ann = cast()
    assert act(bob, "Ann smiles, Bob cries", (ann, bob)).mood == "crying"


@pytest.mark.parametrize(
    ("line", "mood"),
    [
        (("speech", "What?!"), "surprised"),
        (("speech", "本当？！"), "surprised"),
        (("shout", "Stop it"), "shouting"),
        (("wobbly", "Wait for me!"), "worried"),
        (("speech", "We did it!"), "excited"),
        (("speech", "Where is it?"), "puzzled"),
        (("speech", "But then…"), "worried"),
        (("speech", "Haha, no."), "laughing"),
        (("speech", "ごめん。"), "sad"),
        (("speech", "Good morning."), "calm"),
    ],
)
def test_speech_tells_the_mood(line, mood):
    assert acted(lines=(line,)).mood == mood


@pytest.mark.parametrize("mood", sorted(FACES))
def test_speakers_open_their_mouths_and_thinkers_do_not(mood):
    word = MOODS[mood].split("|")[0].replace("*", "")
    talking = acted(mood=word, lines=(("speech", "Well."),))
    thinking = acted(mood=word, lines=(("thought", "Well."),))
    assert talking.mood == thinking.mood == mood
    assert talking.mouth in OPEN_MOUTHS
    assert thinking.mouth in FACES[mood].silent


@pytest.mark.parametrize("kind", get_args(BalloonKind))
def test_what_is_only_thought_or_told_is_said_with_a_closed_mouth(kind):
    silent = kind in ("thought", "monologue", "caption", "sfx")
    mouth = acted(mood="happy", lines=((kind, "Well."),)).mouth
    assert mouth in (FACES["happy"].silent if silent else FACES["happy"].talking)


@pytest.mark.parametrize("mood", sorted(FACES))
def test_every_face_is_made_of_packed_parts(mood):
    face = FACES[mood]
    assert set(face.eyes) <= {*parts_file.face_names("eyes"), *OWN_EYES}
    assert set(face.brows) <= set(parts_file.face_names("eyebrows"))
    assert {*face.silent, *face.talking} <= {*parts_file.face_names("mouth"), *OWN_MOUTHS}
    assert set(face.marks) <= set(MARKS)


def test_every_mood_has_a_face_every_pose_a_body_every_thing_a_drawing():
    assert set(MOODS) == set(FACES)
    assert len(FACES) >= 20
    assert set(POSES) == set(BODY_POSES)
    assert set(LOW) <= set(POSES) and set(HOLDING) <= set(POSES)
    assert set(HELD) == set(THINGS) and set(CARRIED) <= set(HELD)
    assert {pose for poses in MOOD_POSES.values() for pose in poses} <= set(POSES)
    assert set(MOOD_POSES) <= set(MOODS)


@pytest.mark.parametrize("mood", sorted(FACES))
def test_every_mood_is_told_by_its_first_word_and_by_its_name(mood):
    word = MOODS[mood].split("|")[0].replace("*", "")
    assert acted(f"Ann, {word}").mood == mood
    assert acted("Ann runs", mood=mood).mood == mood


@pytest.mark.parametrize("pose", sorted(POSES))
def test_every_pose_is_told_by_its_first_word_and_by_its_name(pose):
    word = POSES[pose].split("|")[0].replace("*", "").replace("~", " ")
    assert acted(f"Ann, {word}").pose == pose
    assert acted("Ann in the kitchen", pose=pose).pose == pose


@pytest.mark.parametrize(
    ("scene", "pose"),
    [
        ("Ann walks home", "walking"),
        ("Ann sits on a bench", "sitting"),
        ("Ann points at the sea", "pointing"),
        ("Ann, arms crossed", "arms-crossed"),
        ("アンが走る", "running"),
        ("腕を組んで立つ", "arms-crossed"),
        ("Ann reads a book", "reading"),
        ("Ann talks on the phone", "phoning"),
        ("Ann holds a cup", "holding"),
        ("Ann holds an umbrella", "holding-up"),
        ("Ann is lying down", "lying"),
        ("Ann, seen from behind", "from-behind"),
        ("Ann crouches", "crouching"),
        ("Ann jumps", "jumping"),
        ("アンが本を読む", "reading"),
        ("しゃがむアン", "crouching"),
        ("アンの後ろ姿", "from-behind"),
    ],
)
def test_the_scene_tells_the_pose(scene, pose):
    assert acted(scene).pose == pose


def test_who_sits_with_the_back_to_us_still_sits():
    acting = acted("Ann sits on a chair, seen from behind")
    assert (acting.pose, acting.behind) == ("sitting", True)
    assert acted("Ann walks away").behind


@pytest.mark.parametrize(
    ("scene", "thing"),
    [
        ("Ann holds a sword", "sword"),
        ("Ann reads a letter", "letter"),
        ("Ann reads", "book"),
        ("Ann on the phone", "phone"),
        ("Ann carries a suitcase", "bag"),
        ("Ann drinks tea", "cup"),
        ("アンが花束を持つ", "flower"),
        ("a book lies on the table, Ann waves", ""),
    ],
)
def test_a_hand_holds_what_is_said_to_be_held(scene, thing):
    assert acted(scene).holds == thing


def test_looks_up_down_and_back_are_seen():
    up, down, back = (acted(f"Ann looks {way}") for way in ("up", "down", "back"))
    assert up.tilt < 0 < down.tilt
    assert back.glances_back and not up.glances_back


def test_who_lies_across_a_near_panel_with_company_stands_up():
    bob = cast(id="bob")
    assert acted("Ann is lying down", (bob,), shot="bust").pose == "standing"
    assert acted("Ann is lying down", (bob,), shot="full").pose == "lying"


def test_one_and_the_same_mood_stands_in_its_own_way():
    assert {acted(id=f"c{n}", mood="angry").pose for n in range(20)} == {"standing"}
    assert len({acted(id=f"c{n}", mood="furious").pose for n in range(30)}) == 3


@pytest.mark.parametrize("mood", STORY_MOODS)
def test_every_mood_of_the_short_form_is_understood(mood):
    assert mood in FACES or first(mood, MOODS)


@pytest.mark.parametrize("pose", STORY_POSES)
def test_every_pose_of_the_short_form_is_understood(pose):
    assert pose in ("standing", "sleeping") or acted(pose=pose).pose != "standing"


@pytest.mark.parametrize(
    ("scene", "pose", "arms", "holds"),
    [
        ("Ann sits on a chair and reads a book", "sitting", "reading", "book"),
        ("Ann walks, on the phone", "walking", "phoning", "phone"),
        ("Ann walks with an umbrella", "walking", "holding-up", "umbrella"),
        ("Ann sits, drinking tea", "sitting", "holding", "cup"),
        ("Ann kneels, hands together", "kneeling", "praying", ""),
        ("Ann hugs her knees, on the phone", "hugging-knees", "", "phone"),
        ("Ann points", "pointing", "", ""),
    ],
)
def test_the_arms_do_one_thing_while_the_body_does_another(scene, pose, arms, holds):
    acting = acted(scene)
    assert (acting.pose, acting.arms, acting.holds) == (pose, arms, holds)


def test_those_who_are_named_together_do_the_same():
    bob = cast(id="bob")
    ann = cast()
    for scene in ("Ann and Bob sit on a bench, laughing", "Ann, Bob sit on a bench, laughing"):
        both = [act(one, scene, (ann, bob)) for one in (ann, bob)]
        assert {one.pose for one in both} == {"sitting"} and {one.mood for one in both} == {"laughing"}
    other = act(ann, "Ann stands, Bob sits", (ann, bob))
    assert other.pose == "standing"
