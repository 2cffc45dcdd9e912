"""Faces and poses follow the author's word, then the scene's, then how a character speaks."""

from typing import get_args

import pytest
from draft_casting import cast

from mangacli.generate.draft import parts_file
from mangacli.generate.draft.acting import act, heard
from mangacli.generate.draft.acting_words import FACES, MOODS, POSES
from mangacli.generate.draft.casting import POSES as BODY_POSES
from mangacli.story.dialog import BalloonKind

OPEN_MOUTHS = {"happy05", "happy06", "happy07", "happy08", "sad01", "sad02", "sad06", "sad07"}


def acted(scene="", others=(), **changes):
    character = cast(**changes)
    return act(character, scene, (character, *others))


@pytest.mark.parametrize(
    ("scene", "mood"),
    [
        ("Ann smiles", "happy"),
        ("Ann is furious", "angry"),
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
    assert set(face.eyes) <= set(parts_file.face_names("eyes"))
    assert set(face.brows) <= set(parts_file.face_names("eyebrows"))
    assert {*face.silent, *face.talking} <= set(parts_file.face_names("mouth"))


def test_every_mood_has_a_face_and_every_pose_a_body():
    assert set(MOODS) == set(FACES)
    assert set(POSES) == set(BODY_POSES)
    known = {parts_file.body(name).pose for name in parts_file.body_names()}
    assert all(set(poses) & known for poses in BODY_POSES.values())


@pytest.mark.parametrize(
    ("scene", "pose"),
    [
        ("Ann walks home", "walking"),
        ("Ann sits on a bench", "sitting"),
        ("Ann points at the sea", "pointing"),
        ("Ann, arms crossed", "arms-crossed"),
        ("アンが走る", "running"),
        ("腕を組んで立つ", "arms-crossed"),
        ("Ann in the kitchen", "standing"),
    ],
)
def test_the_scene_tells_the_pose(scene, pose):
    assert acted(scene).pose == pose


@pytest.mark.parametrize("kind", get_args(BalloonKind))
@pytest.mark.parametrize(
    "text", ["Well.", "Where?", "No!", "What?!", "I am so happy", "So…", "うれしい！", ""]
)
def test_the_words_do_not_matter_only_what_face_they_make(kind, text):
    assert acted(lines=((kind, heard(kind, text)),)) == acted(lines=((kind, text),))
    assert heard(kind, heard(kind, text)) == heard(kind, text)


def test_most_words_leave_no_trace():
    assert heard("speech", "Is the lamp lit?") == heard("speech", "Who is there?") == "?"
    assert heard("speech", "The lamp is lit.") == ""
