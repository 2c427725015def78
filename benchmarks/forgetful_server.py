"""The control of the helpline's load: a server that acknowledges before it commits."""

CONTROL = '''
import asyncio, os, sys, uuid
os.environ["DJANGO_SETTINGS_MODULE"] = "vigie.helpline.settings"
os.environ["VIGIE_HELPLINE_SESSION_SECRET"] = "control"
import django
django.setup()
from dataclasses import replace
from vigie.cli import main
import vigie.helpline.gateways.door as door

async def take_in(self, message):
    """The control: acknowledge first, write later, and know no message twice."""
    changed = replace(message, provider_id=message.provider_id + "." + uuid.uuid4().hex[:8])
    self.waiting.put_nowait((changed, asyncio.get_running_loop().create_future()))

door.Writer.take_in = take_in
sys.argv[0] = "vigie"
main()
'''
