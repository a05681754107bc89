"""Bodies of our own under Twemoji heads, in poses: feet at (0, 0), looking right, about 190 units high."""

from __future__ import annotations

import math
from dataclasses import replace

from digiteller.picturebook.drawing.light import css, rgb, rotate_hue
from digiteller.picturebook.drawing.vector import Gradients, Point, box, ellipse, group, path, stroke
from digiteller.picturebook.figures import faces
from digiteller.picturebook.figures.appearance import Look, fur_of
from digiteller.picturebook.figures.emanata import Place, draw_emanata
from digiteller.picturebook.figures.faces import Face
from digiteller.picturebook.figures.garments import draw_back, draw_garment, draw_legs, garment_of, sleeve_of
from digiteller.picturebook.figures.headgear import HATS, draw_hat
from digiteller.picturebook.figures.held_props import Reach, hold, regrasp
from digiteller.picturebook.figures.human_heads import draw_head
from digiteller.picturebook.figures.limbs import PosedBody, arm, back_of, body_of, dimmed, pelt, pose_of, scarf, tail
from digiteller.picturebook.figures.poses import doing, feeling
from digiteller.picturebook.figures.props import draw_prop
from digiteller.picturebook.figures.sprites import SIDE, SKIN_COLORS, crown_of_face
from digiteller.picturebook.figures.sprites import eyes as eyes_of
from digiteller.picturebook.figures.stances import Stance

_ON_LAP = {"cloth", "page"}
_LAP_LOWER = 34.0
"""How much nearer to its foot the lap of somebody on a seat is than that of somebody on the ground, in units."""


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
    stance: Stance | None = None,
) -> str:
    """Return the drawing of a figure doing ``action``, with the thing ``key``, drawn as ``held``, in its hands.

    ``mirrored`` says that the drawing will be, so that its signs are written the other way round. A ``stance`` is how
    it is at a moment of the film; without one it is as on the page.
    """
    does = doing(action)
    name = _hold_name(does, bool(held))
    pose = stance.pose if stance else pose_of(look, action, bool(held))
    told = bool(held)
    tool = pose.tool or (look.outfit.tool if action in {"stand", "look"} else "")
    if not held and tool:
        key, name = tool, _hold_name(does, True)
        held = draw_prop(key, True, mix)
        pose = pose if stance else pose_of(look, action, True)
    fur, belly = fur_of(look)
    body = body_of(look, pose, fur, belly)
    size = head_size(look)
    neck = (body.lean + pose.lean * 0.2, body.chest - size * (0.34 if look.person else 0.3))
    back, front = (_hand(body, point) for point in pose.hands)
    below = above = ""
    if held:
        tip = neck[1] - size / 2 * hat_reach(look)
        mouth = (neck[0] + 5, neck[1] + size * (0.3 if look.person else 0.24))
        if stance and name == "throw":
            # On a page it flies; in the film it is in the hand up to then.
            name = "wind up"
        reach = Reach((body.lean, body.chest), mouth, tip, back, front)
        grasp = hold(key, held, name, reach, dye)
        if stance and stance.hand_share < 1:
            was = hold(key, held, _hold_name(doing(stance.before), told), reach, dye) if told else None
            grasp = regrasp(was, grasp, reach, stance.hand_share)
        below, above, back, front = grasp.below, grasp.above, grasp.back, grasp.front
    sleeve, paw, width = _sleeves(body)
    out = 20 * (0.5 + 0.5 * look.girth)
    parts = [_behind(body)]
    parts.append(arm((body.lean * 0.9 - out, body.chest + 14), back, dimmed(sleeve), dimmed(paw), width, look.tall))
    parts += _trunk_and_legs(body, mix)
    parts.append(below)
    head, behind = head_of(look, size, stance.face if stance else Face(feeling(action, mood)))
    parts.append(group(head, *neck, turn=pose.nod))
    if look.outfit.scarf:
        parts.insert(-1, scarf(look.outfit.scarf, body.lean, body.chest, mix, 1.0 if not look.person else 0.8))
    near = arm((body.lean * 0.9 + out, body.chest + 16), front, sleeve, paw, width, look.tall)
    if does == "point":
        near += stroke([front, (front[0] + 14, front[1] - 1)], paw, width * 0.5)
    parts += [above, near]
    shift = pose.shift * 150 * look.tall
    posed = group(group(behind, *neck, turn=pose.nod) + "".join(parts), shift, -pose.lift, turn=pose.turn)
    x, y = _turned(neck, pose.turn, pose.lift)
    drift = stance.drift if stance else 0.0
    place = Place((x + shift, y), size / 2, (0, 0), 40 + max(0.0, body.lean), mirrored=mirrored, drift=drift)
    if not action.startswith("seated "):
        return posed + draw_emanata(pose.marks, place)
    lap = tuple(mark for mark in pose.marks if mark in _ON_LAP)
    about = tuple(mark for mark in pose.marks if mark not in _ON_LAP)
    return posed + group(draw_emanata(lap, place), 0, _LAP_LOWER) + draw_emanata(about, place)


def _hold_name(does: str, held: bool) -> str:
    """Return how a thing is held in an action: who stands or looks holds it."""
    return "hold" if held and does in {"stand", "look"} else does


def _trunk_and_legs(body: PosedBody, mix: Gradients) -> list[str]:
    """Return the trunk and the legs, back to front, as wide as somebody is."""
    look, pose = body.look, body.pose
    trunk = draw_garment(body, mix) if look.outfit.body else pelt(body, mix)
    skirted = garment_of(body).skirt > 0
    parts = [trunk, draw_legs(body)] if pose.seated and not skirted else [draw_legs(body), trunk]
    if look.girth == 1.0:
        return parts
    middle = body.lean * 0.5
    moved = f'<g transform="translate({middle * (1 - look.girth):.2f} 0) scale({look.girth:.3f} 1)">'
    return [f"{moved}{part}</g>" for part in parts]


def head_size(look: Look) -> float:
    """Return how big a head is, in units: children's and animals' are bigger."""
    if not look.person:
        return 100.0
    return 92.0 if look.age == "baby" else 84.0 if look.tall < 1.15 else 76.0


def hat_reach(look: Look) -> float:
    """Return how high a head with its hat reaches above its middle, in its radii."""
    hat = HATS.get(look.outfit.hat)
    return max(1.0, hat.reach) if hat and look.person else 1.0 + (0.45 if hat else 0.0)


def head_of(look: Look, size: float, shown: Face) -> tuple[str, str]:
    """Return a head around (0, 0) with its hat and an expression; and what of both is behind the whole figure."""
    outfit, r = look.outfit, size / 2
    if not look.person:
        face = group(faces.draw_animal_face(look.head, look.dye, shown), -r, -r, size / SIDE)
        y, wide = crown_of_face(look.head)
        back, hat = draw_hat(outfit.hat, outfit.hat_color, look.cloth, r * wide)
        spot = (y + 0.46 * wide) * r
        return face + _worn_on_face(look, size) + group(hat, 0, spot), group(back, 0, spot)
    hat_record = HATS.get(outfit.hat)
    covered = hat_record.covers if hat_record else ""
    behind, face = draw_head(look, shown, covered)
    back, hat = draw_hat(outfit.hat, outfit.hat_color, look.cloth, r)
    ears = "" if outfit.hat != "elf" else _pointed_ears(r, SKIN_COLORS[look.skin or 0])
    scaled = size / SIDE
    return (
        ears + group(face, -r, -r, scaled) + hat,
        group(behind, -r, -r, scaled) + back,
    )


def _pointed_ears(r: float, skin: str) -> str:
    return "".join(
        path([(way * r * 0.56, 0), (way * r * 1.06, -r * 0.22), (way * r * 0.6, r * 0.3)], skin, smooth=False)
        for way in (-1, 1)
    )


def _worn_on_face(look: Look, size: float) -> str:
    """Return an animal's glasses."""
    eyes = eyes_of(look.head)
    if not look.outfit.glasses or len(eyes) != 2:
        return ""
    unit, rim = size / SIDE, 'fill-opacity=".25" stroke="#4a3f3a" stroke-width="2"'
    spots = [((eye.x - 18) * unit, (eye.y - 18) * unit, max(3.2, eye.rx * 1.5) * unit) for eye in eyes]
    bridge = stroke([(x, y) for x, y, _ in spots], "#4a3f3a", 2)
    return bridge + "".join(ellipse(x, y, r, r, "#eaf6ff", rim) for x, y, r in spots)


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
    return draw_back(body) + ("" if body.look.person or body.pose.shift else back_of(body) + tail(body))


def _sleeves(body: PosedBody) -> tuple[str, str, float]:
    """Return the colours of the sleeves and the hands, and the width of an arm."""
    look = body.look
    if not look.person:
        paw = look.outfit.gloves or css(rotate_hue(body.fur, 0, 0.72))
        return sleeve_of(body) if look.outfit.body else css(body.fur), paw, 15.0
    wide = 16.0 if "robe" in look.outfit.body or look.outfit.body == "habit" else 13.0
    return sleeve_of(body), look.outfit.gloves or SKIN_COLORS[look.skin or 0], wide


def lay_down(
    look: Look,
    mix: Gradients,
    mirrored: bool = False,
    *,
    awake: bool = False,
    mood: str = "calm",
    stance: Stance | None = None,
) -> str:
    """Return the figure in bed: people under a quilt, animals curled up; ``mirrored`` and ``stance`` as above."""
    size = 92.0
    face = stance.face if stance and awake else Face(feeling("lie", mood) if awake else "asleep")
    swell = stance.swell if stance else 0.0
    parts = []
    if look.person:
        bare = replace(look, outfit=replace(look.outfit, hat=look.outfit.hat if look.outfit.hat == "nightcap" else ""))
        head, behind = head_of(bare, size, face)
        parts.append(ellipse(-58, -26, 50, 22, mix.down("#fffaf0", "#dcd3c6")))
        parts.append(group(behind + head, -54, -44, turn=-14))
        long = 112 * (0.6 + 0.4 * look.tall)
        quilt = [(-26, 0), (-30, -34), (0, -52), (50, -46), (long * 0.86, -30), (long, 0)]
        shades = (css(rotate_hue(rgb(look.cloth), 0, value)) for value in (1.15, 0.7))
        patches = [path(quilt, mix.down(*shades))]
        for x, y in ((-6, -30), (26, -36), (58, -32), (10, -14), (44, -16), (78, -14)):
            patches.append(box(x - 7, y - 7, 14, 14, "#fff3d6", 3, 'opacity=".55" transform="rotate(8)"'))
        parts.append(_swollen("".join(patches), swell))
    else:
        parts.append(_swollen(_curled(look, mix, size, face), swell))
    place = Place((-46, -50), 44, mirrored=mirrored, drift=stance.drift if stance else 0.0)
    signs = "" if awake else draw_emanata(("snores",), place)
    return "".join(parts) + signs


def _swollen(drawn: str, swell: float) -> str:
    """Return a drawing on the ground that is higher by a share."""
    return f'<g transform="scale(1 {1 + swell:.4f})">{drawn}</g>' if swell else drawn


def _curled(look: Look, mix: Gradients, size: float, face: Face) -> str:
    """Return an animal that lies, its tail around it."""
    fur, belly = fur_of(look)
    cloth = rgb(look.cloth) if look.outfit.body else fur
    light, dark = css(rotate_hue(cloth, 0, 1.08)), css(rotate_hue(cloth, 0, 0.74))
    parts = [ellipse(22, -32, 68, 36, mix.round(light, css(cloth), dark, x=0.4, y=0.25, r=0.85))]
    parts.append(ellipse(58, -14, 26, 13, css(rotate_hue(fur, 0, 0.86))))
    parts.append(_curled_tail(look, css(rotate_hue(fur, 0, 0.92)), css(belly)))
    head, behind = head_of(look, size, face)
    parts.append(group(behind + head, -46, -44, turn=-12))
    if look.outfit.scarf:
        parts.append(path([(-14, -26), (8, -20), (4, -6), (-20, -10)], look.outfit.scarf))
    return "".join(parts)


def sleep_outside(look: Look, mix: Gradients, mirrored: bool = False, stance: Stance | None = None) -> str:
    """Return a person asleep on the ground, without a bed: on its back, its arms behind its head."""
    lying = _swollen(draw_body(look, "lie", "", mix, mood="asleep"), stance.swell if stance else 0.0)
    drift = stance.drift if stance else 0.0
    return lying + draw_emanata(("snores",), Place((-66 * look.tall, -42), 40, mirrored=mirrored, drift=drift))


def _curled_tail(look: Look, color: str, belly: str) -> str:
    kind = look.species.tail
    if kind not in {"bushy", "ringed", "thin", "tufted", "bare"}:
        return ""
    wide = 30 if kind in {"bushy", "ringed"} else 9
    drawn = stroke([(84, -26), (64, -4), (16, -6)], color, wide)
    return drawn + (stroke([(30, -5), (6, -8)], belly, wide * 0.86) if kind == "bushy" else "")
