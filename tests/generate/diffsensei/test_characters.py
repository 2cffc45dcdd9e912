import hashlib
from dataclasses import replace

import pytest
import torch
from PIL import Image

from mangacli.errors import RunError
from mangacli.generate.base import CharacterRequest, Reference
from mangacli.generate.diffsensei.characters import (
    CharacterPicture,
    clip_pixels,
    magi_pixels,
    patch_order,
)

PICTURES = [(0, "refs/char0.png"), (2, "refs/char2.png")]


@pytest.mark.parametrize(("index", "name"), PICTURES)
def test_encoder_inputs_are_the_recorded_pixels(golden, units, index, name):
    image = CharacterPicture.read(golden / name).image
    for pixels, which in ((clip_pixels(image), "clip"), (magi_pixels(image), "magi")):
        wanted = units[f"{which}_pixels_{index}_s8"]
        torch.testing.assert_close(pixels[0, :, ::8, ::8], wanted, atol=1e-6, rtol=0)


@pytest.mark.parametrize(("index", "name"), PICTURES)
def test_features_are_the_recorded_ones(golden, units, model, index, name):
    picture = CharacterPicture.read(golden / name)
    clip, magi = model.characters.clip_features(picture), model.characters.magi_feature(picture)
    torch.testing.assert_close(clip[0], units[f"clip_feat_{index}"], atol=1e-4, rtol=0)
    torch.testing.assert_close(magi[0], units[f"magi_cls_{index}"], atol=1e-4, rtol=0)


@pytest.mark.parametrize(("index", "name"), PICTURES)
def test_masked_features_are_the_recorded_ones_for_the_recorded_patch_order(
    golden, units, model, monkeypatch, index, name
):
    monkeypatch.setattr(model.characters.magi.config, "mask_ratio", 0.75)
    monkeypatch.setattr(
        "mangacli.generate.diffsensei.characters.patch_order", lambda *_: units[f"magi_noise_{index}"]
    )
    feature = model.characters.magi_feature(CharacterPicture.read(golden / name))
    torch.testing.assert_close(feature[0], units[f"magi_cls_masked_{index}"], atol=1e-4, rtol=0)


def test_which_patches_are_kept_depends_on_the_picture_alone():
    torch.manual_seed(1)
    first = patch_order("a", 196, 0.75)
    torch.manual_seed(2)
    assert torch.equal(first, patch_order("a", 196, 0.75))
    assert not torch.equal(first, patch_order("b", 196, 0.75))
    assert patch_order("a", 3, 0).tolist() == [[0, 1, 2]]


def test_a_picture_is_encoded_once(golden, model, monkeypatch):
    picture = CharacterPicture.read(golden / "refs/char1.png")
    first = model.characters.tokens(picture)
    monkeypatch.setattr(model.characters, "clip", None)
    assert model.characters.tokens(CharacterPicture(picture.image, picture.digest)) is first


def test_pictures_are_greyed_and_known_by_their_bytes(tmp_path):
    Image.new("RGBA", (4, 2), (255, 0, 0, 0)).save(tmp_path / "red.png")
    picture = CharacterPicture.read(tmp_path / "red.png")
    assert picture.image.mode == "RGB"
    assert picture.image.getpixel((0, 0)) == (76, 76, 76)  # the red's luma; transparency is dropped
    assert picture.digest == hashlib.sha256((tmp_path / "red.png").read_bytes()).hexdigest()


@pytest.fixture
def asked_for(tmp_path):
    """A red transparent bar as the first of two references → the request for its character."""
    Image.new("RGBA", (4, 2), (255, 0, 0, 0)).save(tmp_path / "red.png")
    digest = hashlib.sha256((tmp_path / "red.png").read_bytes()).hexdigest()
    box = (0.0, 0.0, 1.0, 1.0)
    return CharacterRequest(
        id="mika",
        name="Mika",
        description="",
        box=box,
        head=box,
        shot="full",
        facing="left",
        mood=None,
        pose=None,
        lines=(),
        references=(Reference(tmp_path / "red.png", digest), Reference(tmp_path / "gone.png", "")),
    )


def test_a_characters_first_reference_is_read_as_it_wishes_or_in_parity_as_the_reference_does(asked_for):
    cropped = CharacterPicture.of(asked_for)
    padded = CharacterPicture.of(replace(asked_for, reference_fit="pad"))
    parity = CharacterPicture.of(replace(asked_for, reference_fit="pad"), parity=True)
    assert [p.image.size for p in (cropped, padded, parity)] == [(4, 2), (4, 4), (4, 2)]
    assert [p.image.getpixel((0, 0))[0] for p in (cropped, padded, parity)] == [255, 255, 76]
    assert len({p.key for p in (cropped, padded, parity)}) == 3
    assert {p.digest for p in (cropped, padded, parity)} == {asked_for.references[0].sha256}


def test_a_file_that_has_changed_since_is_an_error(asked_for):
    reference = asked_for.references[0]
    Image.new("L", (4, 2)).save(reference.path)
    with pytest.raises(RunError, match=r"red\.png has changed since the story was read"):
        CharacterPicture.of(asked_for)
    reference.path.unlink()
    with pytest.raises(RunError, match=r"cannot read the reference picture .*red\.png: No such file"):
        CharacterPicture.of(asked_for)


def test_how_a_picture_is_prepared_changes_its_tokens(model, golden):
    ways = [CharacterPicture.read(golden / "refs/char1.png", preparation=way) for way in ("crop", "pad")]
    assert ways[0].image.width != ways[0].image.height
    cropped, padded = (model.characters.tokens(picture) for picture in ways)
    assert not torch.allclose(cropped, padded, atol=1e-3)


def test_a_file_that_is_no_picture_is_an_error(tmp_path):
    (tmp_path / "words.png").write_text("words")
    with pytest.raises(RunError, match=r"cannot read the reference picture .*words\.png"):
        CharacterPicture.read(tmp_path / "words.png")


@pytest.mark.parametrize("size", [(10, 30), (30, 10), (224, 224), (501, 500)])
def test_any_shape_of_picture_becomes_a_square(size):
    image = Image.new("RGB", size)
    assert clip_pixels(image).shape == magi_pixels(image).shape == (1, 3, 224, 224)
