"""Ways in and out: each turns a provider's messages into `Inbound` and sends an `Outbound`."""
