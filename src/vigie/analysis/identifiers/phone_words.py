"""The words around telephone numbers: what announces one, what fills one, what denies one."""

from collections.abc import Mapping
from typing import Final

from vigie.analysis.identifiers.endings import Ending
from vigie.analysis.identifiers.flags import FILLER, PHONE_CUE

FILLERS: Final = (
    "then and dash hyphen dot point space star more next after plus period comma slash call "
    "text txt me now hun hon baby babe honey dear love sweetie please pls ok okay yes again at "
    "my number is digits finally ending ends with followed by it its the area code or so just "
    "puis et tiret espace encore alors appelle moi virgule barre etoile ensuite luego y guion "
    "punto espacio despues llama llamame ahora amor barra cariño carino mi numero es xo xoxo "
    "hey hi lol that third first finishing suivi suivie de apres finissant seguido termina "
    "second group part"
).split()
CUES: Final = (
    "call text txt tel phone telephone cell mobile ring whatsapp sms number contact dial num "
    "tlf telefono telf llama llamame celular movil cel numero wsp whats portable appelle "
    "appelez telephonez contactez joindre appel reach answer book booking bookings respond "
    "repond contesto contacto reservas"
).split()
PHONE_WORDS: Final[Mapping[str, int]] = dict.fromkeys(FILLERS, FILLER) | {
    w: PHONE_CUE | (FILLER if w in FILLERS else 0) for w in CUES
}
DENYING: Final = "|".join(
    (
        "order invoice ref reference tracking parcel ticket isbn ean siret siren iban account acct "
        "license licence serial sku item listing commande facture colis dossier annonce pedido "
        "factura guia cuenta folio rfc vin case confirmation upc asin "
        "wifi password pass barcode"
    ).split()
)
NOT_A_PHONE: Final = Ending(
    "(?:" + DENYING + r"|booking (?:no|number|ref|id)|ad id|post id)"
    r"(?: (?:no|number|id|num|numero|de commande))?[ .:#°-]{0,4}",
    DENYING + "|no|number|id|num|numero",
    " .:#°-",
)
