"""A title and a language → a commented story to start from, which renders as it is."""

from __future__ import annotations

import json
from pathlib import Path

from mangacli.atomic_file import write_whole
from mangacli.errors import UsageError
from mangacli.layout.templates import template_counts
from mangacli.story.schema import json_schema

SCHEMA_NAME = "storyboard.schema.json"

ENGLISH = """\
# yaml-language-server: $schema=storyboard.schema.json
# A storyboard of mangacli. Render it:  manga render story.yaml
manga: 1                      # version of the format
title: {title}
author: ""
language: {language}
reading: rtl                  # rtl (manga), ltr, or vertical (webtoon)
page: b5                      # b4-manuscript, b5, a5, tankobon, a4, us-comic, webtoon
style: clean ink lines, screentone
seed: 7

characters:
  hana:
    name: Hana
    description: a girl with long black hair and a school uniform
    # reference: refs/hana.png    a picture of her, for the model
  ren:
    name: Ren
    description: a boy with short hair and glasses, hoodie

pages:
  - layout: tiers-1-2         # `manga layouts` shows them all; or rows: [1, 2]
    panels:
      - prompt: wide shot, Hana and Ren on a school rooftop at sunset
        characters:
          hana: right         # or a box: {{box: [0.55, 0.2, 0.9, 1.0]}}
          ren: left
        dialogs:
          - caption: It began on an ordinary Tuesday.
          - hana: Did you bring it?
      - prompt: close-up of Ren, nervous
        characters: [ren]
        dialogs:
          - ren: Maybe.
          - {{speaker: ren, kind: thought, text: How does she always know?}}
      - prompt: Hana laughing, bust
        characters: [hana]
        dialogs:
          - hana: You _did!_
          - sfx: BA-DUM
        effects: [focus-lines]
"""

JAPANESE = """\
# yaml-language-server: $schema=storyboard.schema.json
# mangacli の絵コンテです。  manga render story.yaml  でページになります。
manga: 1                      # 書式の版
title: {title}
author: ""
language: {language}
reading: rtl                  # rtl（右開き）, ltr, vertical（縦スクロール）
page: b5                      # b4-manuscript, b5, a5, tankobon, a4, us-comic, webtoon
style: clean ink lines, screentone
seed: 7

characters:
  hana:
    name: 花
    description: a girl with long black hair and a school uniform
    # reference: refs/hana.png    モデルに渡す人物の絵
  ren:
    name: 蓮
    description: a boy with short hair and glasses, hoodie

pages:
  - layout: tiers-1-2         # `manga layouts` で一覧。rows: [1, 2] とも書けます
    panels:
      - prompt: wide shot, Hana and Ren on a school rooftop at sunset
        characters:
          hana: right         # 枠で指定: {{box: [0.55, 0.2, 0.9, 1.0]}}
          ren: left
        dialogs:
          - caption: それは、ふつうの火曜日に始まった。
          - hana: 持ってきた？
      - prompt: close-up of Ren, nervous
        characters: [ren]
        dialogs:
          - ren: たぶん……。
          - {{speaker: ren, kind: thought, text: どうしてわかるんだ？}}
      - prompt: Hana laughing, bust
        characters: [hana]
        dialogs:
          - hana: 《《やっぱり》》持《も》ってる！
          - sfx: ドキッ
        effects: [focus-lines]
"""


def write_starter(folder: Path, title: str, language: str) -> tuple[Path, ...]:
    """Writes `story.yaml`, the schema and a folder for references; returns what was written.

    Raises UsageError for a title that is no text, and where a story lies there already: nobody's work is
    overwritten.
    """
    if not title.strip() or not title.isprintable():
        raise UsageError(
            "--title: a title is one line of printable text", 'write it in quotes: --title "Night Bus"'
        )
    story = folder / "story.yaml"
    if story.exists():
        raise UsageError(f"{story} is there already", "choose another folder")
    text = JAPANESE if language.split("-", maxsplit=1)[0] == "ja" else ENGLISH
    filled = text.format(title=json.dumps(title, ensure_ascii=False), language=json.dumps(language))
    schema = folder / SCHEMA_NAME
    write_whole(
        schema,
        (json.dumps(json_schema(tuple(template_counts())), ensure_ascii=False, indent=2) + "\n").encode(),
    )
    write_whole(story, filled.encode())
    (folder / "refs").mkdir(exist_ok=True)
    return story, schema, folder / "refs"
