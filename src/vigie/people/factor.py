"""The second factor: codes of an authenticator (RFC 6238), their secret, the codes for a lost one.

The secret is sealed with a key made from the site's own secret, which is not in the database; a
recovery code has 80 random bits and is kept as a keyed hash.
"""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

import pyotp
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

STEP = 30
# A code of the step before and of the one after is taken: clocks differ, and people type.
AROUND = (0, -1, 1)
RECOVERY = 10


def new_secret() -> str:
    """A secret of 160 bits, in base 32."""
    return str(pyotp.random_base32())


def sealed(secret: str, login: str) -> bytes:
    """The secret, sealed for the account."""
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(_key("seal")).encrypt(nonce, secret.encode("ascii"), login.encode())


def unsealed(stored: bytes, login: str) -> str:
    """The secret of the account; empty where the site's own secret is another now."""
    try:
        plain = AESGCM(_key("seal")).decrypt(stored[:12], stored[12:], login.encode())
    except (InvalidTag, ValueError):
        return ""
    return plain.decode("ascii")


def step_of(secret: str, code: str, now: datetime, last: int) -> int | None:
    """The step that a code belongs to; None where it is wrong, or not later than the last used."""
    code = code.replace(" ", "")
    if not secret or not code.isascii() or not code.isdigit():
        return None
    here, totp = int(now.timestamp()) // STEP, pyotp.TOTP(secret, interval=STEP)
    right = [
        step
        for step in (here + offset for offset in AROUND)
        if hmac.compare_digest(totp.generate_otp(step), code)
    ]
    later = [step for step in right if step > last]
    return later[0] if later else None


def address_of(secret: str, login: str, issuer: str) -> str:
    """What an authenticator reads: an `otpauth://` address."""
    return str(pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=login, issuer_name=issuer))


def new_recovery_codes() -> list[str]:
    """Codes for a lost authenticator, `abcd-efgh-ijkl-mnop`; each is good once."""
    made = []
    for _ in range(RECOVERY):
        letters = base64.b32encode(secrets.token_bytes(10)).decode("ascii").lower()
        made.append("-".join(letters[start : start + 4] for start in range(0, 16, 4)))
    return made


def hashed(code: str, login: str) -> str:
    """What is kept of a recovery code: 64 digits."""
    plain = code.lower().replace("-", "").replace(" ", "")
    text = f"{login}:{plain}".encode("utf-8", "replace")
    return hmac.new(_key("recovery"), text, hashlib.sha256).hexdigest()


def _key(purpose: str) -> bytes:
    whole = f"vigie.people.factor:{purpose}".encode()
    return hmac.new(str(settings.SECRET_KEY).encode(), whole, hashlib.sha256).digest()
