"""Verbs that tell who speaks: ``Mina whispered``."""

from __future__ import annotations

import re

from digiteller.language.running_text import wordlist

SPEAKING = wordlist(
    """said says say asked asks replied replies answered answers cried cries called calls shouted shouts whispered
    whispers yelled yells laughed laughs giggled giggles sighed sighs exclaimed exclaims muttered mutters murmured
    murmurs mumbled squeaked squeaks squealed roared roars growled growls barked chirped hooted croaked sang gasped
    gasps begged wondered wonders thought thinks added adds continued agreed grinned smiled sobbed wailed screamed
    screams boomed purred hissed snapped groaned moaned chuckled announced declared explained told warned promised
    suggested insisted cheered
    dijo dice preguntó respondió contestó gritó susurró exclamó murmuró añadió llamó pensó rió
    сказал сказала сказало говорит спросил спросила ответил ответила крикнул крикнула закричал закричала шепнул шепнула
    прошептал прошептала воскликнул воскликнула подумал подумала добавил добавила позвал позвала"""
)


def bare(word: str) -> str:
    """Return ``word`` in lower case without the punctuation around it or in it."""
    return re.sub(r"[^\w'’]+", "", word).lower()
