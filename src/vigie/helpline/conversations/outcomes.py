"""Outcomes of a conversation, coded to the IOM Human Trafficking Case Data Standard 2.0.

Field names and values are the standard's (HTCDS Field Standards 2.0, table Case: `cas_Status`,
`cas_ReasonForCaseClosure`, `cas_ReasonForOutgoingReferral`, `cas_OutgoingReferralDetails`).
"""

from dataclasses import dataclass

VERSION = "HTCDS 2.0"
FIELDS = (
    *("cas_Status", "cas_ReasonForCaseClosure"),
    *("cas_ReasonForOutgoingReferral", "cas_OutgoingReferralDetails"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`words` are English, French, Spanish; `referred_to` is empty where nobody else was asked."""

    code: str
    words: tuple[str, str, str]
    referred_to: str = ""
    out: bool = False

    def fields(self) -> dict[str, str]:
        """The standard's fields that this outcome sets."""
        closed = {"cas_Status": "Closed", "cas_ReasonForCaseClosure": self.words[0]}
        if not self.referred_to:
            return closed
        return closed | {
            "cas_Status": "ClosedReferred",
            "cas_ReasonForOutgoingReferral": "AdditionalServicesRequired",
            "cas_OutgoingReferralDetails": self.referred_to,
        }


OUTCOMES = (
    Outcome("information", ("Information given", "Information donnée", "Información dada")),
    Outcome("support", ("Support in a crisis", "Soutien pendant une crise", "Apoyo en una crisis")),
    Outcome(
        "shelter",
        ("Referred to shelter", "Orientation vers un hébergement", "Derivación a un refugio"),
        "shelter",
    ),
    Outcome(
        "legal",
        ("Referred to legal help", "Orientation vers une aide juridique", "Derivación legal"),
        "legal assistance",
    ),
    Outcome(
        "medical",
        ("Referred to medical help", "Orientation vers des soins", "Derivación médica"),
        "medical assistance",
    ),
    Outcome(
        "emergency",
        ("Emergency services called", "Secours appelés", "Servicios de emergencia avisados"),
        "emergency services",
    ),
    Outcome(
        "out",
        ("Helped out of the situation", "Aide à en sortir", "Ayuda para salir de la situación"),
        "protection",
        out=True,
    ),
    Outcome(
        "silent",
        ("The texter stopped writing", "La personne n'écrit plus", "La persona dejó de escribir"),
    ),
    Outcome("not_for_us", ("Not for this line", "Pas pour cette ligne", "No es para esta línea")),
)
BY_CODE = {outcome.code: outcome for outcome in OUTCOMES}
