"""Forks and gaps in a terminal's chain."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from central_platform.chains import Head, walk
from tramites.wire.chain import GENESIS, chain_hash
from tramites.wire.messages import ManifestEntry


def _chain(length: int, *, epoch: int = 1, start: bytes = GENESIS, first: int = 1) -> list[ManifestEntry]:
    entries, prev = [], start
    for seq in range(first, first + length):
        digest = seq.to_bytes(32, "big")
        link = chain_hash(prev, epoch, seq, f"folio-{seq}", digest)
        entries.append(
            ManifestEntry(
                folio=f"folio-{seq}", sha256=digest.hex(), seq=seq, prev=prev.hex(), hash=link.hex()
            )
        )
        prev = link
    return entries


def _flags(head: Head | None, entries: Sequence[ManifestEntry]) -> list[bool]:
    follows, _ = walk(head, 1, entries)
    return [follows[entry.hash] for entry in entries]


@given(st.integers(1, 12), st.integers(0, 12))
def test_a_chain_cut_anywhere_into_two_batches_follows(length: int, cut: int) -> None:
    entries = _chain(length)
    first, head = walk(None, 1, entries[:cut])

    rest, _ = walk(head, 1, entries[cut:])

    assert all((first | rest).values())


def test_a_missing_link_is_flagged_and_the_next_ones_are_not() -> None:
    entries = _chain(4)
    del entries[1]

    assert _flags(None, entries) == [True, False, True]


def test_a_second_chain_from_the_same_start_is_flagged() -> None:
    _, head = walk(None, 1, _chain(3))
    fork = _chain(3, start=b"\x01" * 32)

    assert _flags(head, fork) == [False, False, False]


def test_a_fork_does_not_move_the_head_back() -> None:
    _, head = walk(None, 1, _chain(3))

    _, after = walk(head, 1, _chain(2, start=b"\x01" * 32))

    assert after == head


def test_a_link_whose_hash_is_not_its_own_is_flagged() -> None:
    entry = _chain(1)[0]
    forged = ManifestEntry(folio="other", sha256=entry.sha256, seq=1, prev=entry.prev, hash=entry.hash)

    assert _flags(None, [forged]) == [False]


def test_the_first_link_of_an_epoch_must_follow_a_known_one() -> None:
    entries = _chain(1, start=b"\x07" * 32, first=9)

    assert _flags(None, entries) == [False]
    follows, _ = walk(None, 1, entries, frozenset({(b"\x07" * 32).hex()}))
    assert follows[entries[0].hash]
