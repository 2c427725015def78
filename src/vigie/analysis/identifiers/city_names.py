"""What ads call cities, where that is not the name that GeoNames gives them."""

from typing import Final

# What ads call a city where that is not its name in GeoNames.
OTHER_NAMES: Final = {
    "nyc": "new york city/US", "new york": "new york city/US", "nueva york": "new york city/US",
    "manhattan": "manhattan/US", "brooklyn": "brooklyn/US", "queens": "queens/US",
    "bronx": "the bronx/US", "vegas": "las vegas/US", "philly": "philadelphia/US",
    "frisco": "san francisco/US", "atl": "atlanta/US", "chitown": "chicago/US",
    "dfw": "dallas/US", "nola": "new orleans/US", "hollywood": "hollywood/US",
    "washington dc": "washington/US", "washington d c": "washington/US", "dc": "washington/US",
    "san fran": "san francisco/US", "l a": "los angeles/US", "st louis": "st louis/US",
    "saint louis": "st louis/US", "st paul": "saint paul/US", "ft worth": "fort worth/US",
    "ft lauderdale": "fort lauderdale/US", "ft myers": "fort myers/US",
    "cdmx": "mexico city/MX", "ciudad de mexico": "mexico city/MX", "mexico df": "mexico city/MX",
    "df": "mexico city/MX", "londres": "london/GB", "sevilla": "sevilla/ES",
    "seville": "sevilla/ES", "saragosse": "zaragoza/ES", "barcelone": "barcelona/ES",
    "bruselas": "brussels/BE", "bruxelles": "brussels/BE", "geneve": "geneva/CH",
    "marsella": "marseille/FR", "lyons": "lyon/FR", "estrasburgo": "strasbourg/FR",
    "burdeos": "bordeaux/FR", "niza": "nice/FR", "milan": "milan/IT", "milano": "milan/IT",
    "roma": "rome/IT", "ginebra": "geneva/CH", "ciudad juarez": "ciudad juarez/MX",
    "monterrey": "monterrey/MX", "nezahualcoyotl": "ciudad nezahualcoyotl/MX",
    "newcastle": "newcastle upon tyne/GB", "hull": "kingston upon hull/GB",
    "stoke": "stoke-on-trent/GB", "southend": "southend-on-sea/GB", "brighton": "brighton/GB",
    "saint etienne": "saint-etienne/FR", "clermont": "clermont-ferrand/FR",
    "juarez": "ciudad juarez/MX", "san sebastian": "donostia san sebastian/ES",
    "vitoria": "gasteiz vitoria/ES", "la coruna": "a coruna/ES", "palma de mallorca": "palma/ES",
    "puebla": "puebla/MX", "veracruz": "veracruz/MX", "leon guanajuato": "leon/MX",
    "villahermosa": "villahermosa/MX", "tuxtla": "tuxtla/MX", "barna": "barcelona/ES",
    "bcn": "barcelona/ES", "valence": "valence/FR", "montpelier": "montpellier/FR",
    "edimbourg": "edinburgh/GB", "valence espagne": "valencia/ES", "lisboa": "lisbon/PT",
    "lisbonne": "lisbon/PT", "quebec city": "quebec/CA", "ville de quebec": "quebec/CA",
    "saint denis": "saint-denis/FR", "aix": "aix-en-provence/FR", "koln": "koln/DE",
    "cologne": "koln/DE", "munchen": "munich/DE", "wien": "vienna/AT", "firenze": "florence/IT",
}  # fmt: skip
# The name that people use, for GeoNames' own.
COMMON_NAMES: Final = {
    ("santiago de queretaro", "MX"): "Querétaro",
    ("leon de los aldama", "MX"): "León",
    ("oaxaca city", "MX"): "Oaxaca",
    ("koeln", "DE"): "Köln",
    ("newcastle upon tyne", "GB"): "Newcastle upon Tyne",
}
# One-word names of cities that are never meant: articles, pronouns, prepositions.
NEVER: Final = frozenset(
    "the a i in of to and or la le les los las el de du des en y et al me my you your we is are "
    "be by on at so as us it he no not so am was for with from un une una san santa".split()
)
