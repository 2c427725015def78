"""Remember how far the provider's list was compared with what was taken in."""

from datetime import datetime

from django.db import transaction

from vigie.helpline.conversations.models import Watermark
from vigie.ledger.actions import write
from vigie.ledger.chain import Deed


def set_watermark(gateway: str, until: datetime, filled: int) -> None:
    """Move the mark on; filling a gap is written down."""
    with transaction.atomic():
        Watermark.objects.update_or_create(gateway=gateway, defaults={"until": until})
        if filled:
            write(Deed("reconciler", "gap.filled", f"gateway:{gateway}", detail={"texts": filled}))
