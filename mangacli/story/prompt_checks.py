"""What of a story's prompts the model cannot read: words beyond its limit, words kept for pictures."""

from __future__ import annotations

from collections.abc import Iterator

from mangacli.errors import Finding, Where
from mangacli.story.model_limits import ModelLimits
from mangacli.story.models import ArtSettings, Story
from mangacli.story.prompt import count_tokens, full_prompt, unread_words


def check_prompts(story: Story, limits: ModelLimits) -> Iterator[Finding]:
    """A story and the model's limits → findings about its prompts, each at the place where it is written.

    A panel's prompt is judged as the model gets it, with the looks of its characters and the style at its
    end; a negative prompt once, where it is set.
    """
    if not limits.long_prompts:
        yield from _too_long(story, limits)
    for where, text in _written(story):
        for token in limits.picture_tokens:
            if token in text:
                message = f'"{token}" stands here, which the language model keeps for pictures'
                hint = "leave it out, or draw without --llm"
                yield Finding("picture-token", where, message, hint, limits.severity)


def _too_long(story: Story, limits: ModelLimits) -> Iterator[Finding]:
    """Prompts, as the model gets them, of which words fall off."""
    for page_index, page in enumerate(story.pages):
        for panel_index, panel in enumerate(page.panels):
            place = ("pages", page_index, "panels", panel_index, "prompt")
            if panel.image is not None:
                continue
            yield from _cut(full_prompt(story, page, panel), place, "the prompt", limits)
    for where, settings in _levels(story):
        if settings.negative is not None:
            yield from _cut(settings.negative, (*where, "negative"), "the negative prompt", limits)


def _cut(prompt: str, where: Where, what: str, limits: ModelLimits) -> Iterator[Finding]:
    tokens = count_tokens(prompt, limits.pieces)
    if tokens > limits.tokens:
        about = "about " if limits.pieces is None else ""
        message = f"{what} has {about}{tokens} tokens; diffsensei reads {limits.tokens}"
        fallen = unread_words(prompt, limits.tokens, limits.pieces)
        hint = f'these words fall off: "{fallen}"; say it shorter, or render with --long-prompts'
        yield Finding("prompt-too-long", where, message, hint, "warning")


def _written(story: Story) -> Iterator[tuple[Where, str]]:
    """Every text of a story that goes into a prompt, with its place."""
    for where, settings in _levels(story):
        yield (*where, "style"), settings.style or ""
    for page_index, page in enumerate(story.pages):
        for panel_index, panel in enumerate(page.panels):
            yield ("pages", page_index, "panels", panel_index, "prompt"), panel.prompt
    described = {
        placement.character for page in story.pages for panel in page.panels for placement in panel.characters
    }
    for id, character in story.characters.items():
        if id in described and character.description and not character.reference:
            yield ("characters", id, "name"), character.name
            yield ("characters", id, "description"), character.description


def _levels(story: Story) -> Iterator[tuple[Where, ArtSettings]]:
    """The story, its pages and its panels: wherever settings of the drawing are written."""
    yield (), story
    for page_index, page in enumerate(story.pages):
        yield ("pages", page_index), page
        for panel_index, panel in enumerate(page.panels):
            yield ("pages", page_index, "panels", panel_index), panel
