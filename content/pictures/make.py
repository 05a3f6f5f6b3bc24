"""Pictures: four landscapes for the sample's picture slides; `python content/pictures/make.py` paints them anew."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1920, 1080
SMOOTH = 2
"""Edges are drawn so many times larger, then reduced."""

Colour = tuple[int, int, int]
Painter = Callable[[Random], Image.Image]
ORIENTATION = 0x0112
"""The EXIF tag that says how a camera was held."""


def hexed(colour: str) -> Colour:
    """`#RRGGBB` as three numbers."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(one: Colour, other: Colour, weight: float) -> Colour:
    """`one` at weight 0, `other` at weight 1."""
    red, green, blue = (round(a + (b - a) * weight) for a, b in zip(one, other, strict=True))
    return red, green, blue


def gradient(*stops: str) -> Image.Image:
    """A sky: colours from top to bottom, evenly spread."""
    colours = [hexed(stop) for stop in stops]
    column = Image.new("RGB", (1, HEIGHT))
    for y in range(HEIGHT):
        place = y / (HEIGHT - 1) * (len(colours) - 1)
        at = min(int(place), len(colours) - 2)
        column.putpixel((0, y), mixed(colours[at], colours[at + 1], place - at))
    return column.resize((WIDTH, HEIGHT))


def mask() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """An empty mask, larger than the picture, and what draws on it."""
    large = Image.new("L", (WIDTH * SMOOTH, HEIGHT * SMOOTH), 0)
    return large, ImageDraw.Draw(large)


def lay(picture: Image.Image, colour: Colour, shape: Image.Image, *, blur: float = 0, strength: float = 1) -> None:
    """One colour through a mask, soft if `blur` says so."""
    small = shape.reduce(SMOOTH)
    if blur:
        small = small.filter(ImageFilter.GaussianBlur(blur))
    if strength < 1:
        small = small.point([round(value * strength) for value in range(256)])
    picture.paste(colour, (0, 0), small)


def glow(picture: Image.Image, x: float, y: float, *, radius: float, colour: str, strength: float) -> None:
    """Light that fades outwards."""
    shape, pen = mask()
    pen.ellipse(_around(x, y, radius), fill=255)
    lay(picture, hexed(colour), shape, blur=radius * 0.6, strength=strength)


def grain(picture: Image.Image, random: Random) -> Image.Image:
    """A little noise, so that skies have no bands."""
    noise = Image.frombytes("L", (WIDTH, HEIGHT), random.randbytes(WIDTH * HEIGHT))
    lifted = noise.point([round(value / 255 * 5) for value in range(256)]).convert("RGB")
    return ImageChops.subtract(ImageChops.add(picture, lifted), Image.new("RGB", picture.size, (2, 2, 2)))


def ridge(random: Random, *, base: float, height: float, roughness: float) -> list[tuple[float, float]]:
    """A mountain's outline from left to right: waves upon waves, each half as high."""
    waves = [(height / 1.9**n, (n + 1) ** roughness * 1.3, random.uniform(0, 2 * math.pi)) for n in range(9)]
    return [
        (x, base - sum(high * math.sin(x / WIDTH * math.pi * often + phase) for high, often, phase in waves))
        for x in range(-4, WIDTH + 8, 4)
    ]


def below(pen: ImageDraw.ImageDraw, outline: Iterable[tuple[float, float]]) -> None:
    """Everything under an outline."""
    points = [(x * SMOOTH, y * SMOOTH) for x, y in outline]
    pen.polygon([*points, (points[-1][0], HEIGHT * SMOOTH), (points[0][0], HEIGHT * SMOOTH)], fill=255)


def mountains(random: Random) -> Image.Image:
    """Ridges behind ridges at daybreak, each nearer one darker, mist between them."""
    picture = gradient("#3D5A85", "#7C90AE", "#C9B8B4", "#F2CDAA", "#F8DFBF", "#F8DFBF")
    glow(picture, 1260, 520, radius=330, colour="#FFE3AE", strength=0.85)
    glow(picture, 1260, 520, radius=60, colour="#FFF6DE", strength=1)
    far, near = hexed("#B9A9B2"), hexed("#16273A")
    for layer in range(7):
        part = layer / 6
        shape, pen = mask()
        below(pen, ridge(random, base=560 + 470 * part**1.2, height=56 + 34 * part, roughness=1.25 + 0.1 * part))
        lay(picture, mixed(far, near, part**0.85), shape, blur=0.6)
        if layer < 6:
            mist = gradient("#000000", "#000000", "#000000", "#3A3A3A", "#5A5A5A").convert("L")
            picture.paste(hexed("#EBD3C2"), (0, 0), ImageChops.multiply(mist, shape.reduce(SMOOTH)).point(_half))
    return picture


def blossoms(random: Random) -> Image.Image:
    """Cherry branches before a pale sky."""
    picture = gradient("#BFDCEE", "#D6E8F1", "#EAF0F0", "#F6EEEC")
    for _ in range(70):
        tint = random.choice(("#F8D3DC", "#FCE6EA", "#FFFFFF"))
        _dot(picture, random, radius=random.uniform(30, 110), colour=tint, strength=0.35, blur=14)
    for depth in range(3):
        wood, pen = mask()
        tips: list[tuple[float, float]] = []
        for start, heading, length in (
            ((-60, 120), 0.3, 900),
            ((WIDTH + 60, -20), 2.72, 640),
            ((-60, 860), -0.35, 430),
        ):
            limb = Limb(at=start, heading=heading, length=length * (0.8 + 0.1 * depth), thick=14 + 5 * depth)
            _grow(pen, random, limb, tips)
        soft = (7, 3, 0.5)[depth]
        lay(picture, hexed(("#B79A9B", "#84696A", "#523C3C")[depth]), wood, blur=soft)
        for colour in ("#DE8FA6", "#EFB0C1", "#F6C9D5", "#FBDFE6", "#FFF2F5"):
            petals, pen = mask()
            hearts, heart = mask()
            for x, y in random.sample(tips, min(len(tips), 130 - 20 * depth)):
                at = x + random.gauss(0, 14), y + random.gauss(0, 14)
                _flower(pen, random, at, 12 + 8 * depth)
                heart.ellipse(_around(*at, 1.4 + 1.1 * depth), fill=255)
            lay(picture, hexed(colour), petals, blur=soft, strength=0.95)
            lay(picture, hexed("#C9607F"), hearts, blur=soft, strength=0.8)
    return picture


def maples(random: Random) -> Image.Image:
    """Maple leaves, the far ones as light alone."""
    picture = gradient("#5C6B3C", "#8B7A35", "#A8752F", "#6E4A26")
    for _ in range(150):
        colour = random.choice(("#E9B54A", "#D98A36", "#C9572C", "#93A04C", "#F3D684"))
        _dot(picture, random, radius=random.uniform(25, 95), colour=colour, strength=0.42, blur=9)
    for soft, count, size in ((9, 46, 95), (4, 40, 120), (0.5, 34, 150)):
        for colour in ("#B2361F", "#CF4B23", "#E0702B", "#E79B38"):
            shape, pen = mask()
            for _ in range(count // 4):
                x, y = random.uniform(0, WIDTH), random.triangular(-60, HEIGHT, 60)
                _leaf(pen, x, y, size * random.uniform(0.7, 1.15), random.uniform(0, 2 * math.pi))
            lay(picture, mixed(hexed(colour), (60, 30, 20), 0.25 if soft > 5 else 0), shape, blur=soft, strength=0.95)
    return picture


def river(random: Random) -> Image.Image:
    """The town by the river as the lamps are lit."""
    picture = gradient("#1D2F55", "#3F4F7C", "#8B7192", "#D99A84", "#F2BE8A")
    picture = picture.resize((WIDTH, 660)).crop((0, 0, WIDTH, 660))
    sky = Image.new("RGB", (WIDTH, HEIGHT))
    sky.paste(picture)
    for colour, base, high in (("#7B6485", 600, 60), ("#4E4A6E", 630, 46)):
        shape, pen = mask()
        below(pen, ridge(random, base=base, height=high, roughness=1.35))
        lay(sky, hexed(colour), shape, blur=0.8)
    walls, pen = mask()
    lamps, lamp = mask()
    x = -20.0
    while x < WIDTH:
        wide, high = random.uniform(36, 120), random.choice((40, 52, 66, 66, 84, 110, 150))
        pen.rectangle(_scaled(x, 660 - high, x + wide, 662), fill=255)
        for column in range(int(wide // 14) - 1):
            for row in range(int(high // 16) - 1):
                if random.random() < 0.4:
                    left, top = x + 10 + column * 14, 660 - high + 10 + row * 16
                    lamp.rectangle(_scaled(left, top, left + 5, top + 7), fill=255)
        x += wide + random.choice((0, 4, 18))
    lay(sky, hexed("#232A45"), walls)
    lay(sky, hexed("#FFD48A"), lamps, blur=4, strength=0.8)
    lay(sky, hexed("#FFE7B4"), lamps)
    return _mirrored(sky, random)


def _mirrored(sky: Image.Image, random: Random) -> Image.Image:
    """The upper 660 lines, and below them the same in moving water."""
    water = sky.crop((0, 240, WIDTH, 660)).transpose(Image.Transpose.FLIP_TOP_BOTTOM).filter(ImageFilter.BoxBlur(1))
    shift = 0.0
    for y in range(420):
        shift = 0.82 * shift + random.gauss(0, 0.5 + y / 90)
        row = water.crop((0, y, WIDTH, y + 1))
        sky.paste(ImageChops.offset(row, round(shift)), (0, 660 + y))
    dark = Image.new("L", (1, 420))
    dark.putdata([60 + round(95 * y / 419) for y in range(420)])
    below_water = Image.new("L", (WIDTH, HEIGHT), 0)
    below_water.paste(dark.resize((WIDTH, 420)), (0, 660))
    sky.paste(hexed("#141E3A"), (0, 0), below_water)
    return sky.filter(ImageFilter.GaussianBlur(0.6))


_half = [round(value * 0.5) for value in range(256)]


def _scaled(*numbers: float) -> tuple[float, ...]:
    return tuple(number * SMOOTH for number in numbers)


def _around(x: float, y: float, radius: float) -> tuple[float, ...]:
    return _scaled(x - radius, y - radius, x + radius, y + radius)


def _dot(picture: Image.Image, random: Random, *, radius: float, colour: str, strength: float, blur: float) -> None:
    """A light out of focus, anywhere: a disc with soft edges."""
    x, y = random.uniform(0, WIDTH), random.uniform(0, HEIGHT)
    side = math.ceil(2 * (radius + 3 * blur))
    disc = Image.new("L", (side, side), 0)
    ImageDraw.Draw(disc).ellipse((3 * blur, 3 * blur, side - 3 * blur, side - 3 * blur), fill=round(255 * strength))
    picture.paste(
        hexed(colour), (round(x - side / 2), round(y - side / 2)), disc.filter(ImageFilter.GaussianBlur(blur))
    )


@dataclass(frozen=True, kw_only=True)
class Limb:
    """Where a branch begins, where it goes (radians clockwise from the right), how long and how thick it is."""

    at: tuple[float, float]
    heading: float
    length: float
    thick: float


def _grow(pen: ImageDraw.ImageDraw, random: Random, limb: Limb, tips: list[tuple[float, float]]) -> None:
    """A branch and its twigs; `tips` gathers where blossoms sit."""
    (x, y), heading, steps = limb.at, limb.heading, max(4, round(limb.length / 22))
    for step in range(steps):
        heading += random.gauss(0, 0.09)
        ahead = x + math.cos(heading) * limb.length / steps, y + math.sin(heading) * limb.length / steps
        wide = limb.thick * (1 - 0.7 * step / steps)
        pen.line(_scaled(x, y, *ahead), fill=255, width=round(wide * SMOOTH))
        pen.ellipse(_around(*ahead, wide / 2), fill=255)
        x, y = ahead
        if limb.length > 60 and step > 1 and random.random() < 0.34:
            aside = heading + random.choice((-1, 1)) * random.uniform(0.4, 0.9)
            length = limb.length * random.uniform(0.35, 0.6)
            _grow(pen, random, Limb(at=ahead, heading=aside, length=length, thick=wide * 0.6), tips)
        if limb.thick < 9:
            tips.append(ahead)


def _flower(pen: ImageDraw.ImageDraw, random: Random, at: tuple[float, float], size: float) -> None:
    (x, y), turn, size = at, random.uniform(0, 2 * math.pi), size * random.uniform(0.6, 1.1)
    for petal in range(5):
        if random.random() < 0.8:
            angle = turn + petal * 2 * math.pi / 5
            pen.ellipse(
                _around(x + math.cos(angle) * size * 0.55, y + math.sin(angle) * size * 0.5, size * 0.42), fill=255
            )


def _leaf(pen: ImageDraw.ImageDraw, x: float, y: float, size: float, turn: float) -> None:
    """Seven fingers of a Japanese maple, and the stalk."""
    points = []
    for finger, reach in enumerate((0.45, 0.78, 0.95, 1.0, 0.95, 0.78, 0.45)):
        angle = turn + (finger - 3) * 0.62
        for off, part in ((-0.31, 0.34), (-0.17, 0.62), (0, 1), (0.17, 0.62), (0.31, 0.34)):
            points.append(
                (x + math.cos(angle + off) * size * reach * part, y + math.sin(angle + off) * size * reach * part)
            )
    pen.polygon([_scaled(*point) for point in points], fill=255)
    end = x - math.cos(turn) * size * 0.7, y - math.sin(turn) * size * 0.7
    pen.line(_scaled(x, y, *end), fill=255, width=round(size * 0.035 * SMOOTH))


PICTURES: Mapping[str, Painter] = {
    "mountains": mountains,
    "cherry-blossoms": blossoms,
    "maple-leaves": maples,
    "river-evening": river,
}
HELD_SIDEWAYS = "maple-leaves"
"""Stored as a camera held upright stores it: turned, and EXIF says so."""


def main(folder: Path) -> None:
    """Paint every picture as a JPEG: the same each time."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed, (name, paint) in enumerate(PICTURES.items(), start=4):
        random = Random(seed)  # noqa: S311 -- a picture, not a secret
        picture, exif = grain(paint(random), random), Image.Exif()
        if name == HELD_SIDEWAYS:
            picture, exif[ORIENTATION] = picture.transpose(Image.Transpose.ROTATE_90), 6
        picture.save(folder / f"{name}.jpg", quality=82, exif=exif)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
