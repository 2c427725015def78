"""The functions that compute cues, by the names that the registry's files use."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from vigie.analysis.triage.registry import Indicator
from vigie.analysis.triage.signals import ages, contact, movement, network, pricing, stating
from vigie.analysis.triage.signals.signal import Signal
from vigie.analysis.triage.view import View

Compute = Callable[[View, Indicator], Signal]

FUNCTIONS: tuple[Compute, ...] = (
    ages.age_falls, ages.ages_apart, ages.ages_apart_low, ages.ages_in_a_week, ages.settled_age,
    ages.steady_age, ages.under_age, ages.young_stated_age, ages.youngest_stated,
    contact.hidden_contact, contact.hidden_phone, contact.more_names_than_heights,
    contact.names_on_a_number, contact.numbers_used,
    contact.one_link_everywhere,
    contact.several_names, contact.few_ads,
    contact.own_website, contact.picture_names, contact.returned_with_new_number,
    contact.template_names, contact.template_numbers,
    movement.cities_moved_between, movement.hours_posted, movement.names_along_a_circuit,
    movement.one_city,
    movement.places_at_once, movement.posted_a_week, movement.posted_at_once,
    movement.rounds_repeated, movement.same_person_for_long, movement.settled_business,
    movement.single_identity,
    movement.sites_used,
    network.agency_number, network.copied_widely, network.known_picture, network.near_case,
    network.near_ranked, network.number_elsewhere, network.stock_pictures,
    pricing.price_ratio, pricing.same_price,
    stating.own_voice, stating.stated, stating.stated_elsewhere, stating.wording,
)  # fmt: skip
SIGNALS: Mapping[str, Compute] = MappingProxyType(
    {function.__name__: function for function in FUNCTIONS}
)

__all__ = ["SIGNALS", "Compute", "Signal"]
