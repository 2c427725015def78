"""`{% say "key" %}` in a template."""

from typing import Any

from django import template

from vigie.helpline.console.words import WAYS, say

register = template.Library()


@register.simple_tag(takes_context=True, name="say")
def say_tag(context: dict[str, Any], key: str, **values: object) -> str:
    """What a key says in the page's language."""
    return say(key, str(context.get("lang", "en")), **values)


@register.simple_tag(takes_context=True, name="way")
def way_tag(context: dict[str, Any], status: str) -> str:
    """How far an outbound text has come, in the page's language; the provider's word if unknown."""
    return say(WAYS[status], str(context.get("lang", "en"))) if status in WAYS else status
