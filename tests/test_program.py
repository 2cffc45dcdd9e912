from mangacli import program


def test_every_file_counts_wherever_the_program_lies(tmp_path, monkeypatch):
    package = tmp_path / "mangacli"
    (package / "room").mkdir(parents=True)
    (package / "__pycache__").mkdir()
    (tmp_path / "layouts").mkdir()
    monkeypatch.setattr(program, "PACKAGE", package)
    seen = {program.program_digest.__wrapped__()}
    for path in (package / "room" / "a.py", package / "font.ttf", tmp_path / "layouts" / "one.yaml"):
        for content in ("", "x"):
            path.write_text(content)
            seen.add(program.program_digest.__wrapped__())
    assert len(seen) == 7
    (package / "__pycache__" / "a.pyc").write_text("x")
    assert program.program_digest.__wrapped__() in seen


def test_the_libraries_count(monkeypatch):
    before = program.program_digest.__wrapped__()
    monkeypatch.setattr(program, "version", lambda name: "0")
    assert program.program_digest.__wrapped__() != before


def test_all_that_draws_is_in_it():
    names = {path.relative_to(program.PACKAGE.parent).as_posix() for path in program.program_files()}
    assert {"mangacli/generate/draft/artist.py", "mangacli/generate/draft/parts/parts.json.gz"} <= names
    assert {"mangacli/effects/table.py", "layouts/tiers-1-2.yaml"} <= names
