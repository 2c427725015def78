"""Published vectors of the standards, and that one changed character is refused."""

import pytest

from vigie.analysis.identifiers import checksums
from vigie.analysis.identifiers.keccak import keccak256


@pytest.mark.parametrize(
    ("message", "digest"),
    [
        (b"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        (b"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
    ],
)
def test_keccak(message: bytes, digest: str) -> None:
    assert keccak256(message).hex() == digest


def test_keccak_takes_any_length() -> None:
    assert len({keccak256(b"a" * size) for size in range(130, 280)}) == 150


BTC = "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"
SEGWIT = (
    "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
    "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
)
ETH = (
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0x52908400098527886E0F7030069857D2E4169EE7",
    "0xde709f2102306220921060314715629080e2fb77",
)
XMR = (
    "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSs"
    "aBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A"
)
ONION = "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd"


def changed(address: str) -> str:
    return address[:-1] + ("a" if address[-1] != "a" else "c")


@pytest.mark.parametrize("address", SEGWIT)
def test_segwit(address: str) -> None:
    assert checksums.is_bitcoin_segwit(address)
    assert not checksums.is_bitcoin_segwit(changed(address.lower()))


@pytest.mark.parametrize(
    "address",
    [
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh",  # bech32m under version 0 (BIP 350)
        "BC1SW50QA3JX3S",
        "bc1pw5dgrnzv",
        "bc1gmk9yu",
        "bc1zw508d6qejxtdg4y5r3zarvaryvqyzf3du",
    ],
)
def test_invalid_segwit(address: str) -> None:
    assert not checksums.is_bitcoin_segwit(address)


@pytest.mark.parametrize("address", ETH)
def test_ethereum(address: str) -> None:
    assert checksums.is_ethereum(address)


def test_ethereum_with_one_letter_of_the_other_case() -> None:
    assert not checksums.is_ethereum("0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed")


def test_bitcoin_monero_onion() -> None:
    assert checksums.is_bitcoin_base58(BTC)
    assert not checksums.is_bitcoin_base58(changed(BTC))
    assert checksums.is_monero(XMR)
    assert not checksums.is_monero(changed(XMR))
    assert checksums.is_onion(ONION)
    assert not checksums.is_onion(changed(ONION))
