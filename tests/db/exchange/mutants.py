"""Files with bytes changed at random, as a bad line or disk does it, or somebody who means harm."""

import io
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).parents[2]


@dataclass(frozen=True)
class Mutant:
    """A changed file: its number and that of the seed make it again."""

    source: Path
    seed: int
    number: int

    @property
    def name(self) -> str:
        """A name with the suffix of the source, by which it can be told in a failure."""
        return f"{self.source.stem}-{self.seed}-{self.number}{self.source.suffix}"

    def content(self) -> bytes:
        """The bytes of the changed file."""
        chance = random.Random(f"{self.seed}:{self.source.name}:{self.number}")
        good = self.source.read_bytes()
        # A changed byte in packed text rarely gets past the sum over it; so half are changed inside.
        if good.startswith(b"PK") and chance.random() < 0.6 and zipfile.is_zipfile(self.source):
            return _changed_inside(good, chance)
        return _changed(good, chance)


def sources() -> list[Path]:
    """The files that are changed: golden workbooks, workbooks of other tests, contact cards."""
    folders = [TESTS / "goldens", TESTS / "workbooks", TESTS / "vcards"]
    found = [path for folder in folders for path in folder.iterdir() if path.is_file()]
    return sorted(path for path in found if path.suffix != ".py")


def mutants(source: Path, seed: int, count: int) -> Iterator[Mutant]:
    """So many mutants of a file."""
    return (Mutant(source, seed, number) for number in range(count))


def _changed(good: bytes, chance: random.Random) -> bytes:
    """Bytes overwritten, cut, doubled or dropped."""
    content = bytearray(good)
    for _ in range(chance.choice((1, 1, 3, 30))):
        place = chance.randrange(len(content)) if content else 0
        match chance.randrange(6):
            case 0 | 1 | 2:
                content[place : place + 1] = bytes([chance.randrange(256)])
            case 3:
                content[place : place + 1] = chance.choice((b"", b"\0", b"<", b'"', b"9" * 12, b"\xff\xff"))
            case 4:
                length = chance.randrange(1, 200)
                content[place:place] = content[place : place + length]
            case _:
                del content[place : place + chance.randrange(1, 60)]
    if chance.random() < 0.1:
        del content[chance.randrange(len(content) + 1) :]
    return bytes(content)


def _changed_inside(good: bytes, chance: random.Random) -> bytes:
    """The same package with one of its parts changed, and packed again."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good)) as before,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        parts = before.infolist()
        chosen = chance.choice([part for part in parts if part.file_size]).filename
        for part in parts:
            content = before.read(part)
            after.writestr(part.filename, _changed(content, chance) if part.filename == chosen else content)
    return made.getvalue()
