"""Short forms of the storyboard → its full form, remembering where each value was written."""

from mangacli.story.short_forms.story import full_story
from mangacli.story.short_forms.written import Notes, Written

__all__ = ["Notes", "Written", "full_story"]
