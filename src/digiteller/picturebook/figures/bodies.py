"""Bodies of our own under Twemoji heads, in poses: feet at (0, 0), looking right, about 190 units high."""

from __future__ import annotations

import math

from digiteller.picturebook.drawing.light import css, rgb, rotate_hue
from digiteller.picturebook.drawing.vector import Gradients, Point, box, ellipse, group, path, stroke
from digiteller.picturebook.figures import faces
from digiteller.picturebook.figures.appearance import Look, fur_of
from digiteller.picturebook.figures.emanata import Place, draw_emanata
from digiteller.picturebook.figures.garments import draw_cloak, draw_garment, sleeve_of
from digiteller.picturebook.figures.headgear import beard, headgear, wings
from digiteller.picturebook.figures.held_props import Reach, hold
from digiteller.picturebook.figures.limbs import (
    TAILS,
    PosedBody,
    arm,
    back_of,
    body_of,
    dimmed,
    legs,
    pelt,
    scarf,
    tail,
)
from digiteller.picturebook.figures.poses import POSES, feeling
from digiteller.picturebook.figures.props import draw_prop
from digiteller.picturebook.figures.sprites import SIDE, SKIN_COLORS

_HATS = {"pointed": 1.9, "witch": 1.9, "toque": 1.66, "clown": 1.8, "pirate": 1.5, "crown": 1.35, "captain": 1.3}
"""How high hats reach above the middle of the head, in its radii."""


def draw_body(
    look: Look,
    action: str,
    held: str,
    mix: Gradients,
    *,
    key: str = "",
    mood: str = "calm",
    dye: str = "",
    mirrored: bool = False,
) -> str:
    """Return the drawing of a figure doing ``action``, with the thing ``key``, drawn as ``held``, in its hands.

    ``mirrored`` says that the drawing will be, so that its signs are written the other way round.
    """
    name = "hold" if held and action in {"stand", "look"} else action
    pose = POSES.get(name, POSES["stand"])
    if not held and pose.tool:
        key = pose.tool
        held = draw_prop(key, True, mix)
    fur, belly = fur_of(look)
    body = body_of(look, pose, fur, belly)
    size = head_size(look)
    neck = (body.lean + pose.lean * 0.2, body.chest - size * (0.34 if look.person else 0.3))
    back, front = (_hand(body, point) for point in pose.hands)
    below = above = ""
    if held:
        tip = neck[1] - size / 2 * _HATS.get(look.costume.hat if look.person else "", 1.0)
        mouth = (neck[0] + 5, neck[1] + size * (0.3 if look.person else 0.24))
        grasp = hold(key, held, name, Reach((body.lean, body.chest), mouth, tip, back, front), dye)
        below, above, back, front = grasp.below, grasp.above, grasp.back, grasp.front
    parts = [_behind(body)]
    sleeve, paw, width = _sleeves(body)
    parts.append(arm((body.lean * 0.9 - 20, body.chest + 14), back, dimmed(sleeve), dimmed(paw), width, look.tall))
    trunk = draw_garment(body, mix) if look.person else pelt(body, mix)
    parts += [trunk, legs(body)] if pose.seated and not _skirted(look) else [legs(body), trunk]
    parts.append(below)
    if look.scarf and not look.person:
        parts.append(scarf(look.cloth, body.lean, body.chest, mix))
    parts.append(group(head_of(look, size, feeling(action, mood)), *neck, turn=pose.nod))
    near = arm((body.lean * 0.9 + 20, body.chest + 16), front, sleeve, paw, width, look.tall)
    if action == "point":
        near += stroke([front, (front[0] + 14, front[1] - 1)], paw, width * 0.5)
    parts += [above, near]
    posed = group("".join(parts), 0, -pose.lift, turn=pose.turn)
    place = Place(_turned(neck, pose.turn, pose.lift), size / 2, (0, 0), 40 + max(0.0, body.lean), mirrored=mirrored)
    return posed + draw_emanata(pose.marks, place)


def head_size(look: Look) -> float:
    """Return how big a head is, in units: children's and animals' are bigger."""
    if not look.person:
        return 100.0
    return 92.0 if look.kind == "baby" else 84.0 if look.tall < 1.15 else 76.0


def head_of(look: Look, size: float, mood: str) -> str:
    """Return a head around (0, 0) with its hat, its beard and an expression."""
    if not look.person:
        return group(faces.draw_animal_face(look.head, look.dye, mood), -size / 2, -size / 2, size / SIDE)
    drawn = faces.draw_person_face(look.head, look.skin or 0, look.hair, mood, look.feminine)
    shift = 2.6 if look.head == "🎅" else 0.0
    face = group(drawn, (shift - SIDE / 2) * size / SIDE, -size / 2, size / SIDE)
    bearded = look.costume.beard
    return (
        (beard(look.hair, size) if bearded else "")
        + face
        + (_over(look, size) if bearded else "")
        + headgear(look, size)
    )


def _over(look: Look, size: float) -> str:
    """Return the moustache of a long beard, which hides its edge at the chin."""
    r = size / 2
    parts = []
    for way in (-1, 1):
        line = [(0, r * 0.42), (way * r * 0.22, r * 0.4), (way * r * 0.46, r * 0.56)]
        parts.append(stroke(line, look.hair, r * 0.16))
    chin = [(-0.66, 0.34), (-0.4, 0.62), (0, 0.72), (0.4, 0.62), (0.66, 0.34), (0.52, 0.94), (0, 1.06), (-0.52, 0.94)]
    return path([(x * r, y * r) for x, y in chin], look.hair) + "".join(parts)


def _hand(body: PosedBody, point: Point) -> Point:
    """Return where a hand of the pose is on a body of this size."""
    grown = (1 + body.tall) / 2
    down = point[1] * body.tall if point[1] > 0 else point[1]
    return body.lean * 0.95 + point[0] * (1 + (grown - 1) * 0.5), body.chest + down


def _turned(point: Point, turn: float, lift: float) -> Point:
    """Return a point of a figure that is turned about its feet and lifted."""
    angle = math.radians(turn)
    x, y = point
    return x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle) - lift


def _behind(body: PosedBody) -> str:
    """Return what is behind everything: wings, a cloak, a tail, spines."""
    look = body.look
    if look.kind == "fairy":
        return wings()
    if look.person:
        return draw_cloak(body, look.costume.cloak) if look.costume.cloak else ""
    return back_of(body) + tail(body)


def _sleeves(body: PosedBody) -> tuple[str, str, float]:
    """Return the colours of the sleeves and the hands, and the width of an arm."""
    look = body.look
    if not look.person:
        return css(body.fur), css(rotate_hue(body.fur, 0, 0.72)), 15.0
    hand = {"suit": "#dfe4ea", "armour": "#8a96a3", "santa": "#2e2a2c"}.get(look.costume.body)
    return sleeve_of(body), hand or SKIN_COLORS[look.skin or 0], 16.0 if look.costume.body == "robe" else 13.0


def _skirted(look: Look) -> bool:
    return bool(look.person) and look.costume.body in {"dress", "tutu", "nurse", "cardigan dress", "gown", "robe"}


def lay_down(look: Look, mix: Gradients, mirrored: bool = False) -> str:
    """Return the figure asleep: curled up, its tail around it, or people under a quilt; ``mirrored`` as above."""
    fur, belly = fur_of(look)
    size = 92.0
    parts = []
    if look.person:
        head = group(
            faces.draw_person_face(look.head, look.skin or 0, look.hair, "asleep", look.feminine),
            -size / 2,
            -size / 2,
            size / SIDE,
        )
        parts.append(ellipse(-58, -26, 50, 22, mix.down("#fffaf0", "#dcd3c6")))
        parts.append(group((beard(look.hair, size) if look.costume.beard else "") + head, -54, -44, turn=-14))
        long = 112 * (0.6 + 0.4 * look.tall)
        quilt = [(-26, 0), (-30, -34), (0, -52), (50, -46), (long * 0.86, -30), (long, 0)]
        parts.append(
            path(quilt, mix.down(css(rotate_hue(rgb(look.cloth), 0, 1.15)), css(rotate_hue(rgb(look.cloth), 0, 0.7))))
        )
        for x, y in ((-6, -30), (26, -36), (58, -32), (10, -14), (44, -16), (78, -14)):
            parts.append(box(x - 7, y - 7, 14, 14, "#fff3d6", 3, 'opacity=".55" transform="rotate(8)"'))
    else:
        shade = mix.round(css(rotate_hue(fur, 0, 1.08)), css(fur), css(rotate_hue(fur, 0, 0.74)), x=0.4, y=0.25, r=0.85)
        parts.append(ellipse(22, -32, 68, 36, shade))
        parts.append(ellipse(58, -14, 26, 13, css(rotate_hue(fur, 0, 0.86))))
        parts.append(_curled_tail(look, css(rotate_hue(fur, 0, 0.92)), css(belly)))
        head = group(faces.draw_animal_face(look.head, look.dye, "asleep"), -size / 2, -size / 2, size / SIDE)
        parts.append(group(head, -46, -44, turn=-12))
        if look.scarf:
            parts.append(path([(-14, -26), (8, -20), (4, -6), (-20, -10)], look.cloth))
    return "".join(parts) + draw_emanata(("snores",), Place((-46, -50), 44, mirrored=mirrored))


def _curled_tail(look: Look, color: str, belly: str) -> str:
    kind = TAILS.get(look.kind)
    if kind not in {"bushy", "thin"}:
        return ""
    wide = 30 if kind == "bushy" else 9
    drawn = stroke([(84, -26), (64, -4), (16, -6)], color, wide)
    return drawn + (stroke([(30, -5), (6, -8)], belly, wide * 0.86) if kind == "bushy" else "")
