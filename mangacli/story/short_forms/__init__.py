"""Short forms of the storyboard → its full form, remembering where each value was written."""

from mangacli.story.short_forms.story import full_story
from mangacli.story.short_forms.written import MAX_ERRORS, Notes, Written

__all__ = ["MAX_ERRORS", "Notes", "Written", "full_story"]
