"""Names on boards: what is left of one that a person chose, and which two look the same. Who has which: store/."""

from __future__ import annotations

import unicodedata

LONGEST = 32  # characters
JOINER, AS_PICTURE = "\u200d", "\ufe0f"  # they hold a picture together, and are nothing by themselves
DOTS = "·•・‧∙⋅|"  # they stand between the parts of a row: by themselves they would make up another one
UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters by their class, and nothing to see
LOOKS = {  # a Latin letter, and what looks like it: of Cyrillic, of Greek, digits
    "a": "аα", "b": "вβ", "c": "с", "d": "ԁ", "e": "еε", "h": "нһ", "j": "ј", "k": "кκ", "l": "іӏι1|ıi", "m": "м",
    "o": "оο0", "p": "рρ", "q": "ԛ", "s": "ѕ", "t": "тτ", "u": "υ", "v": "ν", "w": "ԝ", "x": "хχ", "y": "уγ",
}  # fmt: skip
CAPITALS = str.maketrans("ΒΖΗΜΝΡΥΧВНР", "BZHMNPYXBHP")  # which look otherwise than their small letters
ALIKE = {sign: letter for letter, signs in LOOKS.items() for sign in signs}


def clean_name(text: str) -> str:
    """A name on one line, without what cannot be seen, not too long; nothing where nothing is left to see."""
    kept = ""
    for c in unicodedata.normalize("NFC", " ".join(word for word in text.split() if word.strip(DOTS))):
        if _is_seen(kept[-1:], c):
            kept += c
    name = kept[:LONGEST].strip(f" {JOINER}")
    return name if look(name) else ""


def _is_seen(before: str, c: str) -> bool:
    if c in (AS_PICTURE, JOINER):
        return before == AS_PICTURE or (bool(before) and unicodedata.category(before) in ("So", "Sk"))
    return unicodedata.category(c)[0] != "C" and c not in UNSEEN


def look(name: str) -> str:
    """What the eye tells names apart by: no case, no accents, no signs, letters of other scripts as Latin ones."""
    folded = unicodedata.normalize("NFKD", name).translate(CAPITALS).casefold()
    seen = (c for c in folded if unicodedata.combining(c) == 0 and unicodedata.category(c)[0] not in "CPZ")
    return "".join(ALIKE.get(c, c) for c in seen if c not in UNSEEN and c != AS_PICTURE)
