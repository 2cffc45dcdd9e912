"""Every effect that a story can name, in one table.

Adding an effect is one function of a `Ground`, one line here, and its name and options in the story's models.
"""

from __future__ import annotations

from mangacli.effects.bursts import beta_flash, impact
from mangacli.effects.ground import Effect
from mangacli.effects.motion import motion_blur, speed_lines
from mangacli.effects.rays import flash, focus_lines
from mangacli.effects.tones import screentone
from mangacli.effects.weather import gloom, rain

EFFECTS: dict[str, Effect] = {
    "speed-lines": speed_lines,
    "focus-lines": focus_lines,
    "screentone": screentone,
    "flash": flash,
    "beta-flash": beta_flash,
    "impact": impact,
    "rain": rain,
    "motion-blur": motion_blur,
    "gloom": gloom,
}
