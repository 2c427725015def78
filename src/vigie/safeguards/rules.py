"""The rules, each with the sentence that a reader sees and the tests that hold it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """Something the software must never do, or must always do.

    `rule_id` names its page, docs/safeguards/<rule_id>.md, and is what a refusal carries. `tests`
    are the tests that fail when the rule is broken, as `path::name`.
    """

    rule_id: str
    sentence: str
    tests: tuple[str, ...]


RULES = (
    Rule(
        "no-accusation",
        "The machine ranks and explains; it never accuses, decides or acts by itself.",
        ("tests/analysis/triage/test_ranking.py::test_the_machine_accuses_nobody",),
    ),
    Rule(
        "judgement-stands",
        "What a person judged to be different is never merged by the machine.",
        ("tests/analysis/profiles/test_resolve.py::test_a_different_is_never_merged_over",),
    ),
    Rule(
        "evidence-kept",
        "No link without its evidence: every claim, its bits, and the innocent explanation.",
        ("tests/analysis/linking/test_link.py::test_evidence_adds_up_to_the_bits_with_the_prior",),
    ),
    Rule(
        "replayable",
        "The same inputs give the same bytes, so that a run can be shown again in court.",
        ("tests/pipeline/test_run.py::test_the_same_inputs_give_the_same_bytes",),
    ),
    Rule(
        "nothing-lost",
        "Every row read is kept as an ad or as a reject that says why; none disappears.",
        ("tests/safeguards/test_nothing_lost.py::test_every_row_is_an_ad_or_a_reject",),
    ),
    Rule(
        "listed-pictures",
        "A picture that a known-hash list names is never stored, shown or described: only its hash "
        "and where it was.",
        (
            "tests/cli/test_lists.py::test_nothing_but_the_hash_is_kept_of_a_picture_on_a_list",
            "tests/cli/test_lists.py::test_match_image_tells_of_a_listed_picture_only_its_hash_and_where_it_was",
            "tests/cli/test_lists.py::test_no_proof_is_drawn_of_a_picture_on_a_list",
        ),
    ),
    Rule(
        "no-faces",
        "No face is detected, measured or compared.",
        (
            "tests/safeguards/test_no_faces.py::test_nothing_that_reads_faces_is_installed_or_called",
        ),
    ),
    Rule(
        "no-face-models",
        "A model that an agency supplies is refused where its words say that it reads faces.",
        (
            "tests/safeguards/test_no_face_models.py::test_a_model_that_says_it_reads_faces_is_refused",
            "tests/safeguards/test_no_face_models.py::test_words_of_models_that_read_faces_are_known",
            "tests/cli/test_embedding.py::test_a_model_named_for_faces_is_refused_by_its_rule",
        ),
    ),
    Rule(
        "no-ethnicity",
        "Ethnicity is never an input of the ranking, predictive or not.",
        (
            "tests/analysis/triage/test_registry.py::test_ethnicity_nationality_and_looks_are_refused_with_a_reason",
        ),
    ),
    Rule(
        "nothing-leaves",
        "Nothing is sent anywhere: no room but the collector and the gateways speaks to a network.",
        (
            "tests/safeguards/test_nothing_leaves.py::test_no_room_imports_a_network_client",
            "tests/safeguards/test_nothing_leaves.py::test_no_page_asks_a_third_party",
        ),
    ),
    Rule(
        "help-is-not-evidence",
        "A call for help is never evidence: the helpline and the investigators share nothing.",
        (
            "tests/safeguards/test_help_is_not_evidence.py::test_the_two_sides_never_import_each_other",
        ),
    ),
    Rule(
        "adults-only-samples",
        "No test, sample or synthetic ad states or shows anybody under 18, nor anything sexual.",
        (
            "tests/world/test_build.py::test_nobody_is_under_eighteen",
            "tests/world/test_words.py::test_no_ad_says_what_is_never_said",
        ),
    ),
    Rule(
        "fictional-numbers",
        "Every telephone number in tests, samples and synthetic ads is from a fictional range.",
        (
            "tests/world/test_build.py::test_every_number_is_one_that_belongs_to_nobody",
            "tests/safeguards/test_fictional_numbers.py::test_every_number_written_is_nobodys",
        ),
    ),
)

RULE_IDS = frozenset(rule.rule_id for rule in RULES)
