"""Files sealed with a passphrase, piece by piece, so that a backup of any size needs little memory.

The file begins with a mark and the salt of the key (scrypt). Each piece follows as its length in four bytes and its
AES-256-GCM text; its nonce is its number, and the last piece is marked as such. So no piece can be changed, moved, left
out or cut off without being noticed.
"""

import os
from collections.abc import Iterable, Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from stack.problems import StackError

MARK = b"AGENTIQ-BACKUP-1\n"
_SALT_BYTES = 16
_TAG_BYTES = 16
_MORE, _LAST = b"more", b"last"
_LONGEST_PIECE = 16 * 1024 * 1024


def seal(pieces: Iterable[bytes], passphrase: bytes) -> Iterator[bytes]:
    salt = os.urandom(_SALT_BYTES)
    box = AESGCM(_key(passphrase, salt))
    yield MARK + salt
    number = 0
    for number, piece in enumerate(pieces, start=1):
        yield _framed(box.encrypt(_nonce(number), piece, _MORE))
    yield _framed(box.encrypt(_nonce(number + 1), b"", _LAST))


def unseal(file: IO[bytes], passphrase: bytes) -> Iterator[bytes]:
    """What stands behind the mark; the caller has read that."""
    box = AESGCM(_key(passphrase, file.read(_SALT_BYTES)))
    number = 0
    while True:
        number += 1
        sealed = _read_frame(file)
        is_last = len(sealed) == _TAG_BYTES
        try:
            piece = box.decrypt(_nonce(number), sealed, _LAST if is_last else _MORE)
        except InvalidTag:
            raise StackError("The passphrase does not open this backup, or the file was changed.") from None
        if is_last:
            return
        yield piece


def _framed(sealed: bytes) -> bytes:
    return len(sealed).to_bytes(4) + sealed


def _read_frame(file: IO[bytes]) -> bytes:
    length = int.from_bytes(file.read(4))
    sealed = file.read(length) if length <= _LONGEST_PIECE else b""
    if length < _TAG_BYTES or len(sealed) != length:
        raise StackError("The backup ends too early: it was cut off.")
    return sealed


def _nonce(number: int) -> bytes:
    return number.to_bytes(12)


def _key(passphrase: bytes, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(passphrase)
