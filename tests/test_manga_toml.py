"""Settings for all stories of a folder: found above the story, read safely, refused where they are wrong."""

import pytest

from mangacli.errors import UsageError
from mangacli.manga_toml import judging_for
from mangacli.story.models import Judging


def test_the_nearest_file_counts(tmp_path):
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert judging_for(deep) == Judging()
    (tmp_path / "manga.toml").write_text('[check]\nignore = ["orphan-word"]\nballoon_words = 30\n')
    assert judging_for(deep) == Judging(ignore=("orphan-word",), balloon_words=30)
    (tmp_path / "a" / "manga.toml").write_text('[check.levels]\nwordy-panel = "off"\n')
    assert judging_for(deep) == Judging(levels={"wordy-panel": "off"})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[check\n", "cannot be read"),
        ("[chek]\n", "unknown table or key chek"),
        ("[check]\nballoon_words = 0\n", "check.balloon_words: "),
        ("[check]\nwords = 3\n", "check.words: "),
        ('[check]\nignore = ["no-such-rule"]\n', 'no rule "no-such-rule"'),
        ('[check.levels]\norphan-word = "loud"\n', "check.levels.orphan-word: "),
        ("check = 3\n", "check: "),
    ],
)
def test_what_is_wrong_is_said(tmp_path, content, said):
    (tmp_path / "manga.toml").write_text(content)
    with pytest.raises(UsageError) as caught:
        judging_for(tmp_path)
    assert said in caught.value.message
    assert "manga.toml" in caught.value.message


def test_bytes_that_are_no_text_are_refused(tmp_path):
    (tmp_path / "manga.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="cannot be read"):
        judging_for(tmp_path)
