"""Texts as messages need them: whole sentences, of bounded length."""

from __future__ import annotations

MESSAGE_CHARACTERS = 700


def sentences(*parts: str) -> str:
    """Join parts to a text in which each ends with a punctuation mark; empty ones are left out."""
    ended = [part if part[-1] in ".?!" else f"{part}." for part in parts if part]
    return " ".join(ended)


def cut(text: str, characters: int = MESSAGE_CHARACTERS) -> str:
    """Return `text` with its middle left out where it is longer than `characters`.

    Half characters (lone surrogates), which no notebook can store, become question marks.
    """
    text = text.encode("utf-8", errors="replace").decode("utf-8")
    if len(text) <= characters:
        return text
    half = (characters - 5) // 2
    return f"{text[:half]} ... {text[-half:]}"
