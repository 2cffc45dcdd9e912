import pytest

from mangacli.errors import UsageError
from mangacli.shard import Shard, parse_shard


@pytest.mark.parametrize("count", [1, 2, 3, 7, 50])
def test_every_panel_is_in_one_part(count):
    shards = [Shard(number, count) for number in range(1, count + 1)]
    for place in range(100):
        assert sum(shard.has(place) for shard in shards) == 1
    sizes = [sum(shard.has(place) for place in range(100)) for shard in shards]
    assert max(sizes) - min(sizes) <= 1


def test_parts_are_written_as_fractions():
    assert parse_shard(None) is None
    assert parse_shard(" 2/8 ") == Shard(2, 8) and str(Shard(2, 8)) == "2/8"
    for wrong in ("", "2", "0/2", "3/2", "a/b", "-1/2", "1/2/3"):
        with pytest.raises(UsageError, match="--shard"):
            parse_shard(wrong)
