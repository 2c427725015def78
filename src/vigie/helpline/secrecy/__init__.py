"""Keys and sealed texts: what the database holds can be read by nobody without the key file.

Each conversation has a key of its own, wrapped by a key-encryption key that never enters the
database. A text is sealed with AES-256-GCM under its conversation's key, bound to its message's id.
A telephone number is kept twice: as a keyed hash (to find it again) and sealed (to answer it).
"""

from vigie.helpline.secrecy.keyring import Keyring, keyring
from vigie.helpline.secrecy.sealing import new_key, seal, unseal, unwrap, wrap

__all__ = ["Keyring", "keyring", "new_key", "seal", "unseal", "unwrap", "wrap"]
