"""What the text of a resolution consists of."""

from __future__ import annotations

from collections.abc import Sequence


def resolution_text(text: str, amendments: Sequence[str], motion: str, chosen: Sequence[str]) -> str:
    """The text that lay before the meeting, then each adopted amendment, then the question with what was chosen.

    Only the village's own words: what they are is said by the page around them.
    """
    parts = [text]
    parts += [f"{number}. {' '.join(words.split())}" for number, words in enumerate(amendments, 1)]
    if chosen:
        parts += [f"**{' '.join(motion.split())}**", "\n".join(f"- {label}" for label in chosen)]
    return "\n\n".join(parts)
