"""The addresses of the helpline's console. The webhooks stand before Django: see `asgi`."""

from django.urls import path

from vigie.helpline.console.live import live
from vigie.helpline.console.views import door, factor, overview, talk, wall

urlpatterns = [
    path("", talk.queue, name="queue"),
    path("queue/list", talk.queue_list, name="queue_list"),
    path("sign-in", door.sign_in, name="sign_in"),
    path("sign-in/code", factor.code, name="give_code"),
    path("sign-in/second-factor", factor.set_up, name="set_up_factor"),
    path("sign-out", door.sign_out, name="sign_out"),
    path("language", door.speak, name="speak"),
    path("c/<uuid:key>", talk.conversation, name="conversation"),
    path("c/<uuid:key>/lines", talk.lines, name="lines"),
    *(
        path(f"c/<uuid:key>/{verb}", talk.act, {"verb": verb}, name=f"do_{verb}")
        for verb in talk.DOING
    ),
    path("c/<uuid:key>/consent", wall.consent, name="consent"),
    path("c/<uuid:key>/break-glass", wall.ask_glass, name="ask_glass"),
    path("consent/<uuid:key>/revoke", wall.revoke, name="revoke"),
    path("consent/<uuid:key>/hand-off", wall.hand_off, name="hand_off"),
    path("glass/<uuid:key>/confirm", wall.confirm_glass, name="confirm_glass"),
    path("glass/<uuid:key>/review", wall.review_glass, name="review_glass"),
    path("draft/<uuid:key>", talk.draft, name="draft"),
    path("reminder/<int:key>/done", talk.reminder_done, name="reminder_done"),
    path("size", talk.size, name="size"),
    path("services", overview.services, name="services"),
    path("supervise", overview.supervise, name="supervise"),
    path("numbers", overview.numbers, name="numbers"),
    path("numbers/<slug:form>.csv", overview.numbers_csv, name="numbers_csv"),
    path("handset", overview.handset, name="handset"),
    path("live", live, name="live"),
    path("pulse", door.pulse, name="pulse"),
    path("assets/<str:name>", door.asset, name="asset"),
]
