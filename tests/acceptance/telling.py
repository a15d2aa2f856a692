"""How an acceptance test says what it proved: the line, the command, the figure."""


def tell(line: str, command: str, figure: str) -> None:
    """Printed by `./dev accept NN`, one block per line of the work."""
    print(f"\n— {line}\n  orden: {command}\n  cifra: {figure}")
