"""Bodies of our own under Twemoji heads, in poses: feet at (0, 0), looking right, about 190 units high."""

from __future__ import annotations

import math

from digiteller.picturebook.costume import headgear, in_hand, snores, wings
from digiteller.picturebook.light import css, rgb, turned
from digiteller.picturebook.limbs import TAILS, arm, dimmed, legs, scarf, tail, trunk
from digiteller.picturebook.looks import POSES, Look, fur_of
from digiteller.picturebook.sprites import SIDE, SKIN_COLORS, face
from digiteller.picturebook.vector import Gradients, Point, box, ellipse, group, path, stroke


def puppet(look: Look, action: str, held: str, mix_: Gradients, grip: str = "") -> str:
    """Return the drawing of a figure with the drawing ``held`` in its hands; ``grip`` as in ``in_hand``."""
    pose = POSES.get("hold" if held and action in {"stand", "look", "hold"} else action, POSES["stand"])
    tall = look.tall
    hip = -pose.hip * (tall if pose.hip > 20 else 1)
    chest = hip - 50 * tall
    lean = math.tan(math.radians(pose.lean)) * 50 * tall
    fur, belly = fur_of(look)
    head_size = 100.0 if not look.person else 84.0 if tall < 1.1 else 76.0
    neck = (lean + pose.lean * 0.2, chest - head_size * (0.3 if not look.person else 0.34))

    def hand(point: Point) -> Point:
        return point[0] + lean * 0.7, point[1] * tall

    back, front = hand(pose.hands[0]), hand(pose.hands[1])
    hold = ((back[0] + front[0]) / 2 + 6, (back[1] + front[1]) / 2 - 2) if action != "walk" else (front[0], front[1])
    if held and grip == "raised":
        front = hold = (46 + lean, chest - 12)
    elif held and (action in {"walk", "run"} or grip):
        front = (50 + lean, (-74 if grip == "hangs" else -62) * tall)
        hold = front
    sleeve = look.cloth if look.person else css(fur)
    paw = css(turned(fur, 0, 0.72)) if not look.person else SKIN_COLORS[look.skin or 0]
    width = 15 if not look.person else 13
    parts = [wings() if look.kind == "fairy" else tail(look, fur, belly, hip)]
    parts.append(arm((lean * 0.9 - 20, chest + 14), back, dimmed(sleeve), dimmed(paw), width))
    parts.append(legs(look, pose, hip, fur))
    parts.append(trunk(look, fur, belly, hip, chest, lean, mix_))
    size = head_size / SIDE
    expression = {"cry": "crying", "sleep": "asleep"}.get(action, "")
    head = group(face(look.head, look.skin, expression), -head_size / 2, -head_size / 2, size)
    parts.append(group(head + headgear(look, head_size), *neck, turn=pose.nod))
    if look.scarf and not look.person:
        parts.append(scarf(look.cloth, lean, chest, mix_))
    if held:
        parts.append(in_hand(held, hold, grip))
    parts.append(arm((lean * 0.9 + 20, chest + 16), front, sleeve, paw, width))
    return group("".join(parts), turn=pose.turn)


def lying(look: Look, mix_: Gradients, mirrored: bool = False) -> str:
    """Return the figure asleep: curled up, its tail around it, or people under a quilt.

    ``mirrored`` says that the drawing will be, so that its letters are written the other way round.
    """
    fur, belly = fur_of(look)
    head_size = 92.0
    head = group(face(look.head, look.skin, "asleep"), -head_size / 2, -head_size / 2, head_size / SIDE)
    parts = []
    if look.person:
        parts.append(ellipse(-58, -26, 46, 22, mix_.down("#fffaf0", "#dcd3c6")))
        parts.append(group(head, -54, -44, turn=-14))
        quilt = [(-26, 0), (-30, -34), (0, -52), (50, -46), (96, -30), (112, 0)]
        parts.append(
            path(quilt, mix_.down(css(turned(rgb(look.cloth), 0, 1.15)), css(turned(rgb(look.cloth), 0, 0.7))))
        )
        for x, y in ((-6, -30), (26, -36), (58, -32), (10, -14), (44, -16), (78, -14)):
            parts.append(box(x - 7, y - 7, 14, 14, "#fff3d6", 3, 'opacity=".55" transform="rotate(8)"'))
    else:
        parts.append(
            ellipse(
                22,
                -32,
                68,
                36,
                mix_.round(css(turned(fur, 0, 1.08)), css(fur), css(turned(fur, 0, 0.74)), x=0.4, y=0.25, r=0.85),
            )
        )
        parts.append(ellipse(58, -14, 26, 13, css(turned(fur, 0, 0.86))))
        if TAILS.get(look.kind) in {"bushy", "thin"}:
            wide = 30 if TAILS[look.kind] == "bushy" else 9
            parts.append(stroke([(84, -26), (64, -4), (16, -6)], css(turned(fur, 0, 0.92)), wide))
            parts.append(stroke([(30, -5), (6, -8)], css(belly), wide * 0.86))
        parts.append(group(head, -46, -44, turn=-12))
        if look.scarf:
            parts.append(path([(-14, -26), (8, -20), (4, -6), (-20, -10)], look.cloth))
    parts.append(group(snores(mirrored), -16, -104))
    return "".join(parts)
