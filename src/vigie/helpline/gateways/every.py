"""The gateways there are. A new one is a class that meets the Protocol, named here."""

from vigie.helpline.errors import GatewayRefused
from vigie.helpline.gateways.handset import Handset
from vigie.helpline.gateways.protocol import Gateway
from vigie.helpline.gateways.twilio import Twilio, account

GATEWAYS = (Twilio.name, Handset.name)


def gateway(name: str) -> Gateway:
    """A gateway by its name. Errors: GatewayRefused where it is not set up."""
    if name == Handset.name:
        return Handset()
    known = account()
    if name == Twilio.name and known is not None:
        return Twilio(known)
    raise GatewayRefused(f"the gateway {name!r} is not set up")


def set_up() -> tuple[Gateway, ...]:
    """Every gateway that is set up."""
    known = account()
    return (Twilio(known), Handset()) if known else (Handset(),)
