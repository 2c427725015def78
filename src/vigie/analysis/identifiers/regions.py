"""Names and codes of countries and of their parts, as ads write them.

Codes are ISO 3166-2 where GeoNames has another (Canada, France, Spain, Mexico, Britain).
"""

from typing import Final

US: Final = dict(
    pair.split("=")
    for pair in (
        "AL=alabama AK=alaska AZ=arizona AR=arkansas CA=california CO=colorado CT=connecticut "
        "DE=delaware DC=district_of_columbia FL=florida GA=georgia HI=hawaii ID=idaho IL=illinois "
        "IN=indiana IA=iowa KS=kansas KY=kentucky LA=louisiana ME=maine MD=maryland "
        "MA=massachusetts MI=michigan MN=minnesota MS=mississippi MO=missouri MT=montana "
        "NE=nebraska NV=nevada NH=new_hampshire NJ=new_jersey NM=new_mexico NY=new_york "
        "NC=north_carolina ND=north_dakota OH=ohio OK=oklahoma OR=oregon PA=pennsylvania "
        "RI=rhode_island SC=south_carolina SD=south_dakota TN=tennessee TX=texas UT=utah "
        "VT=vermont VA=virginia WA=washington WV=west_virginia WI=wisconsin WY=wyoming"
    ).split()
)
CANADA: Final = dict(
    pair.split("=")
    for pair in [
        "AB=alberta",
        "BC=british_columbia",
        "MB=manitoba",
        "NB=new_brunswick",
        "NL=newfoundland",
        "NS=nova_scotia",
        "ON=ontario",
        "PE=prince_edward_island",
        "QC=quebec",
        "SK=saskatchewan",
        "YT=yukon",
    ]
)
# GeoNames' first-order codes, where they are not the ISO ones.
CODES: Final[dict[str, dict[str, str]]] = {
    "CA": dict(
        p.split("=")
        for p in (
            "01=AB 02=BC 03=MB 04=NB 05=NL 07=NS 08=ON 09=PE 10=QC 11=SK 12=YT 13=NT 14=NU"
        ).split()
    ),
    "FR": dict(
        p.split("=")
        for p in (
            "11=IDF 24=CVL 27=BFC 28=NOR 32=HDF 44=GES 52=PDL 53=BRE 75=NAQ 76=OCC 84=ARA 93=PAC "
            "94=COR"
        ).split()
    ),
    "ES": dict(
        p.split("=")
        for p in (
            "07=IB 27=RI 29=MD 31=MC 32=NC 34=AS 39=CB 51=AN 52=AR 53=CN 54=CM 55=CL 56=CT 57=EX "
            "58=GA 59=PV 60=VC"
        ).split()
    ),
    "MX": dict(
        p.split("=")
        for p in (
            "01=AGU 02=BCN 03=BCS 04=CAM 05=CHP 06=CHH 07=COA 08=COL 09=CMX 10=DUR 11=GUA 12=GRO "
            "13=HID 14=JAL 15=MEX 16=MIC 17=MOR 18=NAY 19=NLE 20=OAX 21=PUE 22=QUE 23=ROO 24=SLP "
            "25=SIN 26=SON 27=TAB 28=TAM 29=TLA 30=VER 31=YUC 32=ZAC"
        ).split()
    ),
}
COUNTRIES: Final = dict(
    pair.split("=")
    for pair in (
        "usa=US us=US united_states=US america=US uk=GB england=GB scotland=GB wales=GB "
        "united_kingdom=GB great_britain=GB canada=CA france=FR espana=ES spain=ES espagne=ES "
        "mexico=MX mexique=MX germany=DE allemagne=DE alemania=DE italy=IT italie=IT italia=IT "
        "belgium=BE belgique=BE switzerland=CH suisse=CH portugal=PT netherlands=NL holland=NL "
        "ireland=IE australia=AU new_zealand=NZ brazil=BR brasil=BR colombia=CO argentina=AR "
        "peru=PE chile=CL japan=JP thailand=TH india=IN austria=AT poland=PL romania=RO greece=GR "
        "turkey=TR luxembourg=LU morocco=MA maroc=MA etats_unis=US estados_unidos=US "
        "royaume_uni=GB reino_unido=GB"
    ).split()
)
MEXICO: Final = dict(
    pair.split("=")
    for pair in (
        "AGU=aguascalientes BCN=baja_california CAM=campeche CHP=chiapas CHH=chihuahua "
        "COA=coahuila COL=colima DUR=durango GUA=guanajuato GRO=guerrero HID=hidalgo JAL=jalisco "
        "MIC=michoacan MOR=morelos NAY=nayarit NLE=nuevo_leon OAX=oaxaca QUE=queretaro "
        "ROO=quintana_roo SLP=san_luis_potosi SIN=sinaloa SON=sonora TAB=tabasco TAM=tamaulipas "
        "TLA=tlaxcala VER=veracruz YUC=yucatan ZAC=zacatecas"
    ).split()
)
BRITAIN: Final = {"england": "ENG", "scotland": "SCT", "wales": "WLS"}
COUNTIES: Final = {
    "ENG": "bedfordshire berkshire buckinghamshire cambridgeshire cheshire cornwall cumbria "
    "derbyshire devon dorset county_durham essex gloucestershire greater_manchester hampshire "
    "herefordshire hertfordshire kent lancashire leicestershire lincolnshire merseyside norfolk "
    "northamptonshire northumberland nottinghamshire oxfordshire rutland shropshire somerset "
    "staffordshire suffolk surrey east_sussex west_sussex sussex tyne_and_wear warwickshire "
    "west_midlands wiltshire worcestershire yorkshire north_yorkshire south_yorkshire "
    "west_yorkshire east_yorkshire middlesex",
    "SCT": "aberdeenshire angus argyll ayrshire fife lanarkshire lothian perthshire renfrewshire",
    "WLS": "anglesey carmarthenshire ceredigion conwy denbighshire flintshire glamorgan gwent "
    "gwynedd monmouthshire pembrokeshire powys",
    "NIR": "county_antrim county_armagh county_down county_tyrone",
}
FRANCE: Final = (
    "ARA=auvergne_rhone_alpes BFC=bourgogne BFC=bourgogne_franche_comte BRE=bretagne "
    "GES=alsace GES=grand_est HDF=hauts_de_france IDF=ile_de_france NOR=normandie "
    "NAQ=nouvelle_aquitaine OCC=occitanie PDL=pays_de_la_loire PAC=provence COR=corse"
)
SPAIN: Final = (
    "AN=andalucia AR=aragon AS=asturias IB=baleares CN=canarias CB=cantabria CL=castilla_y_leon "
    "CM=castilla_la_mancha CT=cataluna EX=extremadura GA=galicia NC=navarra PV=pais_vasco "
    "PV=euskadi"
)
REGIONS: Final[dict[str, tuple[str, str]]] = {
    **{
        name.replace("_", " "): (code, country)
        for pairs, country in ((FRANCE, "FR"), (SPAIN, "ES"))
        for code, name in (pair.split("=") for pair in pairs.split())
    },
    **{
        name.replace("_", " "): (code, "GB")
        for code, names in COUNTIES.items()
        for name in names.split()
    },
    **{name.replace("_", " "): (code, "MX") for code, name in MEXICO.items()},
    **{name.replace("_", " "): (code, "CA") for code, name in CANADA.items()},
    **{name.replace("_", " "): (code, "US") for code, name in US.items()},
    **{name: (code, "GB") for name, code in BRITAIN.items()},
}
"""Region names to (code, country)."""
NAMED_COUNTRIES: Final = {name.replace("_", " "): code for name, code in COUNTRIES.items()}


def code(country: str, geonames: str) -> str:
    """The code of a country's part that readers know, for GeoNames' own."""
    return CODES.get(country, {}).get(geonames, geonames)
