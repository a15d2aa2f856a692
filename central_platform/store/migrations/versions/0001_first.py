"""The first schema: terminals, intake stored once, cases, dispatch, the sandbox agency's book."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _serial() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True)


def upgrade() -> None:
    _create_terminals()
    _create_intake()
    _create_cases()
    _create_dispatch()


def downgrade() -> None:
    for table in (
        "submissions",
        "dispatch",
        "clave_attempts",
        "case_events",
        "cases",
        "intake",
        "tokens",
        "chain_heads",
        "terminals",
    ):
        op.drop_table(table)


def _create_terminals() -> None:
    op.create_table(
        "terminals",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("signing_key", sa.LargeBinary, nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False, unique=True),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("enrolled_at", sa.String(20), nullable=False),
        sa.Column("last_contact", sa.String(20)),
    )
    op.create_table(
        "chain_heads",
        sa.Column("terminal", sa.String(40), sa.ForeignKey("terminals.id"), primary_key=True),
        sa.Column("epoch", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_table(
        "tokens",
        _serial(),
        sa.Column("secret_sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("label", sa.String(120), nullable=False),
        sa.Column("created_at", sa.String(20), nullable=False),
        sa.Column("expires_at", sa.String(20), nullable=False),
        sa.Column("used_at", sa.String(20)),
        sa.Column("terminal", sa.String(40)),
    )


def _create_intake() -> None:
    op.create_table(
        "intake",
        _serial(),
        sa.Column("months", sa.Integer, nullable=False),
        sa.Column("folio", sa.String(19), nullable=False),
        sa.Column("terminal", sa.String(40), sa.ForeignKey("terminals.id"), nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("prev", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("chain_ok", sa.Boolean, nullable=False),
        sa.Column("received_at", sa.String(20), nullable=False),
        sa.Column("counts_from", sa.String(10), nullable=False),
        sa.Column("qr", sa.String(300), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_index("intake_once", "intake", ["months", "folio"], unique=True)


def _create_cases() -> None:
    op.create_table(
        "cases",
        _serial(),
        sa.Column("folio", sa.String(19), nullable=False),
        sa.Column("tramite", sa.String(80), nullable=False),
        sa.Column("definition_sha256", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("captured_at", sa.String(40), nullable=False),
        sa.Column("payload_sha256", sa.String(64), nullable=False),
        sa.Column("clave_verifier", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("agency", sa.String(40)),
        sa.Column("agency_folio", sa.String(40)),
    )
    op.create_index("cases_once", "cases", ["folio"], unique=True)
    op.create_table(
        "case_events",
        _serial(),
        sa.Column("folio", sa.String(19), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("case_events_once", "case_events", ["folio", "state"], unique=True)
    op.create_table(
        "clave_attempts",
        sa.Column("folio", sa.String(19), primary_key=True),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.Column("locked_until", sa.String(20)),
    )


def _create_dispatch() -> None:
    op.create_table(
        "dispatch",
        _serial(),
        sa.Column("folio", sa.String(19), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("due_at", sa.String(20), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("problem", sa.String(80)),
    )
    op.create_index("dispatch_once", "dispatch", ["folio"], unique=True)
    op.create_index("dispatch_due", "dispatch", ["state", "due_at"])
    op.create_table(
        "submissions",
        _serial(),
        sa.Column("agency", sa.String(40), nullable=False),
        sa.Column("folio", sa.String(19), nullable=False, unique=True),
        sa.Column("agency_folio", sa.String(40), nullable=False),
        sa.Column("payload_sha256", sa.String(64), nullable=False),
        sa.Column("place_sha256", sa.String(64)),
        sa.Column("linked_folio", sa.String(40)),
        sa.Column("submitted_at", sa.String(20), nullable=False),
        sa.Column("deliveries", sa.Integer, nullable=False),
    )
    op.create_index("submissions_place", "submissions", ["place_sha256", "submitted_at"])
