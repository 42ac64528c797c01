"""Encryption at rest of notes, body data and health answers: one key from outside. Rows from before stay readable."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Protocol

from coach_core.store.errors import WrongKey
from coach_core.values import dataclass

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SEALED = 1  # first byte of what is encrypted; JSON never starts with it
NONCE = 12
PROOF = b"topset"


class Seal(Protocol):
    """Closes bytes for the store and opens them again."""

    @property
    def encrypts(self) -> bool:
        """Whether what is closed cannot be read without the key."""

    def close(self, plain: bytes) -> bytes:
        """The bytes as they are stored."""

    def open(self, stored: bytes) -> bytes:
        """The bytes as they were. Raises ``WrongKey`` where the key does not fit."""


class NoKey:
    """No key is set: bytes stay as they are."""

    encrypts = False

    def close(self, plain: bytes) -> bytes:
        """The same bytes."""
        return plain

    def open(self, stored: bytes) -> bytes:
        """The same bytes. Raises ``WrongKey`` for encrypted ones."""
        if stored and stored[0] == SEALED:
            raise WrongKey("the data is encrypted: set TOPSET_DATA_KEY to the key that it was stored with")
        return stored


@dataclass(frozen=True, slots=True)
class DataKey:
    """AES-256-GCM with a fresh nonce a value."""

    cipher: AESGCM
    encrypts: bool = True

    def close(self, plain: bytes) -> bytes:
        """Mark, nonce, ciphertext with tag."""
        nonce = os.urandom(NONCE)
        return b"\x01" + nonce + self.cipher.encrypt(nonce, plain, None)

    def open(self, stored: bytes) -> bytes:
        """The bytes as they were, also those from before a key was set. Raises ``WrongKey``."""
        if not stored or stored[0] != SEALED:
            return stored
        from cryptography.exceptions import InvalidTag

        try:
            return self.cipher.decrypt(stored[1 : 1 + NONCE], stored[1 + NONCE :], None)
        except InvalidTag:
            raise WrongKey("TOPSET_DATA_KEY is not the key that the data was stored with") from None


def data_key(key: str, salt: bytes) -> DataKey:
    """The cipher of a key: scrypt over the key and the salt of the store."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return DataKey(AESGCM(hashlib.scrypt(key.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)))


def seal_of(key: str | None, known: dict[str, str]) -> tuple[Seal, dict[str, str]]:
    """The seal of a store and what is to be remembered in it, from the key and what it remembers (table ``meta``).

    Raises ``WrongKey``: the store was written with another key, or with one and none is set.
    """
    proof = known.get("key-proof")
    if key is None:
        if proof is not None:
            NoKey().open(bytes.fromhex(proof))
        return NoKey(), {}
    salt = bytes.fromhex(known["key-salt"]) if "key-salt" in known else os.urandom(16)
    seal = data_key(key, salt)
    if proof is None:
        return seal, {"key-salt": salt.hex(), "key-proof": seal.close(PROOF).hex()}
    seal.open(bytes.fromhex(proof))
    return seal, {}
