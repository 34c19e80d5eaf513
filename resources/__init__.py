"""Icons, fonts, wording, translations and the example, and where to find them."""

from pathlib import Path


def path(*parts: str) -> Path:
    """The path of a resource, such as `path("fonts", "Inter.ttf")`, in a checkout and in a bundle alike."""
    return Path(__file__).parent.joinpath(*parts)
