"""The chain: every ingredient counts."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from tramites.wire.chain import GENESIS, chain_hash

links = st.tuples(
    st.binary(min_size=32, max_size=32),
    st.integers(0, 2**63),
    st.integers(0, 2**63),
    st.text(max_size=20),
    st.binary(min_size=32, max_size=32),
)


@given(links, links)
def test_different_links_have_different_hashes(
    one: tuple[bytes, int, int, str, bytes], other: tuple[bytes, int, int, str, bytes]
) -> None:
    assert (chain_hash(*one) == chain_hash(*other)) == (one == other)


def test_an_exchange_of_two_records_changes_the_head() -> None:
    first, second = (hashlib.sha256(data).digest() for data in (b"a", b"b"))

    straight = chain_hash(chain_hash(GENESIS, 1, 1, "A", first), 1, 2, "B", second)
    crossed = chain_hash(chain_hash(GENESIS, 1, 1, "B", second), 1, 2, "A", first)

    assert straight != crossed
