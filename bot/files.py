"""What is in a file of a message: a text, or a picture that was drawn for sending."""

from __future__ import annotations

import base64
from collections.abc import Mapping


def content_of(file: Mapping[str, object]) -> bytes:
    """The bytes of a file of a block; none of a picture that was not drawn."""
    drawn = file.get("base64")
    return base64.b64decode(str(drawn)) if drawn else str(file.get("content") or "").encode()
