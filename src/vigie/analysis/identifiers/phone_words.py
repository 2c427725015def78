"""The words around telephone numbers: what announces one, what fills one."""

from collections.abc import Mapping
from typing import Final

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
# What a number of this name is never a telephone's.
HARD: Final = frozenset(
    "invoice ref refs reference referencia referencias tracking parcel ticket billet "
    "boleto isbn issn ean upc gtin asin siret siren rcs ape naf rna tva vat gst hst pst "
    "qst tvq tps iva iban bic swift rib clabe bsb account acct acc cuenta compte routing "
    "aba licence license lic licencia agrement serial serie sn sku apn mls usdot npi ein "
    "ssn itin duns neq rbq ubi cif nif nie dni curp rfc nss imss ine cedula folio guia "
    "rastreo seguimiento suivi colis expediente dossier facture factura commande order "
    "orden pedido albaran poliza policy docket confirmation permit permis permiso "
    "immatriculation registration reg registro matricula colegiado adeli rpps ordre "
    "cadastre catastral cadastral parcelle charity utr dvla nhs passport passeport "
    "pasaporte password passcode mdp contrasena clave wifi barcode patent batch timestamp "
    "voucher coupon membership contrat contrato placas centris listing imei iccid meid "
    "chassis vin firmware bates tarjeta carte visa mastercard cheque cnpj cpf nit rut "
    "cuit cusip isin ndc oem hallmark lottery loto lotto bibliotheque prescription rx "
    "warrant badge pin crn abn acn tfn inn ogrn upi ifsc utm eori".split()
)
# A number of this name is none where it is called a number or written in one piece.
SOFT: Final = frozenset(
    "item annonce anuncio version case id ids code codigo member socio abonne abonnement "
    "client cliente customer user company model modele modelo part po box unit flight vol "
    "vuelo claim check build article articulo post posting ad quote safe mot police card "
    "promo pass passe barre contract report transaction payment transfer virement "
    "transferencia deposit rma dot mc cslb lot series course class vehicle car plate "
    "plaque tax assurance insurance employee student patient agent broker booking "
    "reservation reserva job project projet proyecto file property bien ville zone "
    "sorting unix epoch views population bar barras registered immo".split()
)
NUMBERING: Final = frozenset(
    "no nos nr nro num number numbers numero numeros n # ° º id ids".split()
)
BEFORE_A_NAME: Final = NUMBERING - {"no", "nos", "id", "ids"}
LINKS: Final = NUMBERING | frozenset(
    "is was es est de d du des del of the my your our la le el l su votre mon notre fr gb "
    "us ca mx are from fc profesional professionnelle client abonne safe gift : . = ( + -".split()
)
# After these words a word of HARD is what somebody does, or a matter of course.
DOING: Final = frozenset(
    "to place make making by phone for sur passer passez pour bajo por hacer haz haga la "
    "sus any under out in".split()
)
VERBS: Final = frozenset(
    "order reference ref commande pedido orden ordre permit reg parcel check".split()
)
ABBREVIATED: Final = frozenset(
    "ref refs no nos nr nro num n lic acct acc reg tel id s p o c a cert".split()
)
SERIES: Final = frozenset(
    "score scores scored size sizes talla tallas taille tailles pointure pointures darts "
    "lottery loto lotto loteria euromillions powerball bingo keno horaires horario "
    "horarios hours prices price prix precio precios rates tarifs tarifas years annees "
    "anos pages chapters resistors sets golf bowling combination tirage numeros numbers "
    "numbers: gears weights plates waist waists page verse psalm psalms counts laps runs "
    "points".split()
)
