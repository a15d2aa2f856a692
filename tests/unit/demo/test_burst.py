from demo.parts.burst import ClientBurst


def record(content_type: int, size: int) -> bytes:
    return bytes([content_type, 3, 3]) + size.to_bytes(2) + bytes(size)


def test_only_application_data_counts() -> None:
    burst = ClientBurst()

    burst.client_sent(record(22, 1_800) + record(20, 1) + record(23, 400))

    assert burst.size == 400


def test_records_may_be_cut_anywhere_by_the_network() -> None:
    burst = ClientBurst()

    for byte in record(22, 50) + record(23, 70) + record(23, 30):
        burst.client_sent(bytes([byte]))

    assert burst.size == 100


def test_the_answer_of_the_platform_begins_a_new_count() -> None:
    burst = ClientBurst()

    burst.client_sent(record(23, 900))
    burst.server_sent()
    burst.client_sent(record(23, 10))

    assert burst.size == 10


def test_a_line_in_clear_is_counted_whole() -> None:
    burst = ClientBurst()

    burst.client_sent(b"POST / HTTP/1.1\r\n\r\n")
    burst.client_sent(b"x" * 100)

    assert burst.size == 119
