"""The advocates' console: pages drawn on the server, kept live by what happens."""
