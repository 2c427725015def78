"""The addresses of the investigators' site. It has no pages yet: the command line reads it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
