"""What a licence, as ``models.yaml`` names it, says about commercial use."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ALLOWS = re.compile(
    r"Apache-2\.0|MIT|MIT-0|BSD-[234]-Clause|0BSD|ISC|Zlib|BSL-1\.0|Unlicense|CC0-1\.0|CC-BY(-SA)?-\d\.\d|CC-PDDC|WTFPL"
    r"|MPL-2\.0|EPL-2\.0|[AL]?GPL-\d\.\d(-only|-or-later)?|OFL-1\.1|Artistic-2\.0|your own words",
    re.IGNORECASE,
)
_FORBIDS = re.compile(r"\bNC\b|non-?commercial|\bCPML\b|research[ -]only", re.IGNORECASE)


def commercial(licence: str) -> bool | None:
    """Return whether a licence allows commercial use of what is made under it; None: a person must read it.

    ``licence`` lists SPDX identifiers, each perhaps with what it is for: ``CC0-1.0 (weights), GPL-2.0 (SoundFont)``.
    """
    if _FORBIDS.search(licence):
        return False
    names = [re.sub(r"\(.*?\)", "", part).strip() for part in re.split(r"[,;]| AND ", licence)]
    return True if all(_ALLOWS.fullmatch(name) for name in names) else None


def all_commercial(licences: Iterable[str]) -> bool | None:
    """Return whether all of them allow it: False if one forbids it, None if one must be read."""
    verdicts = {commercial(licence) for licence in licences}
    return False if False in verdicts else None if None in verdicts else True


def verdict(commercial: bool | None) -> str:
    """Return ``yes``, ``no`` or ``unclear``."""
    return {True: "yes", False: "no", None: "unclear"}[commercial]
