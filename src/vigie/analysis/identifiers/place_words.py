"""The words around places: what announces one, what only looks like one."""

from typing import Final

ARTICLES: Final = frozenset(("la", "el", "los", "las", "le", "les"))
IN: Final = frozenset(
    "in near visiting en around downtown sur vers cerca leaving outside throughout habite "
    "habitons habiter dentro".split()
)
BEFORE: Final = frozenset(
    (
        "in to near visiting visit from around downtown central at a en sur vers cerca desde zona "
        "centro north south east west greater city now arriving leaving towards proche pres aux "
        "de area live based location lieu ville ubicada ubicado located region metro "
        "habite habitons habiter outside throughout"
    ).split()
)
PHRASES: Final = frozenset(
    ("el centro", "old town", "vieille ville", "casco viejo", "ciudad vieja", "high street",
     "east side",
     "west side", "la ville", "the village", "le centre", "the park", "new town", "le port",
     "the heights", "the lakes", "union city center", "la paz interior")
)  # fmt: skip
COMMON: Final = frozenset(
    "salida seaside countryside uptown downtown centro price side welcome tarifa tarifas hora "
    "horas young nice reading bath mobile orange sale most of can male love lady sweet paradise "
    "independence hope liberty union central enterprise normal commerce progress surprise "
    "pleasant best call time much many mon mar deal march beautiful bell rose lily may june "
    "april august hot long big clean real soft blue green white black brown star angel private "
    "fun party massage spa body rich diamond golden gold silver pearl ruby crystal amber "
    "princess queen king prince lake hill hills park garden valley forest river spring springs "
    "beach island bay bar van ham man men kit bra bon belle plaisir bonita bella linda buena "
    "salta limon sol mira cali luz mesa vista plaza villa amor gay trim roma latina asia asian "
    "santa san los las la le el de mission weed bend buy buckeye home corner college university "
    "school academy market center centre station airport police bank ware post street road west "
    "east north south parker murray barry mary carlos eden sun moon early same une unna sur pau "
    "mol are hit us as is ok so me hell batman imo perm tours page mens vienne sens nation "
    "imperial elegant senior junior friend friendly alt along about moscow mills bully bacon "
    "gap wing ash tarn dole digne auch lens die grave vire bury rugby poole sandwich battle "
    "barking hythe hook wells stone stroud rye diss eye wigan speed luck pass ready marina "
    "coral sierra clay chance reserve grant garner hurst euless plant dale troy alma gent rest "
    "metro change coco brick canton centennial chino delicias delta fleet folsom frontera gare "
    "gracia grays hove jamaica java jupiter meads meridian midland modesto natal palatine "
    "paraiso parla plantation pueblo racine retiro rialto rubi sparks split sunrise temple "
    "torrent waterloo archway flint muscat hue lodi lima lome mons hamm worms essen surat sari "
    "tula oran cork jersey banjul serang hyde rochelle madera rota baza".split()
)
# Names of cities that many people bear, first or last, or that goods and teams have.
SHARED: Final = frozenset(
    "acton adelaide allen ames amherst ashford barrie bedford beaumont bexley bismarck bradford "
    "brent brooklyn buffalo burton camden carlisle carmel carrollton carson casper chandler "
    "chelsea chester chico clayton cleveland clifton clinton clovis columbus compton conway "
    "cordova corby dallas darwin davis dayton denton denver dudley durham edison elgin eugene "
    "everett fargo florence franklin frederick fremont garcia gary georgetown gilbert greeley "
    "hamilton hammond hampton harlow harrow hastings hayes hayward henderson hudson irvine "
    "irving jackson jasper juarez kenner kennedy kent kingston kirkland lafayette lancaster "
    "langley lansing lara laredo lawrence lawton layton leon lerdo linares lincoln logan lorca "
    "lowell lugo macon madison malden mansfield margate marshall medford medina melbourne "
    "merced merida milan milton mitcham montgomery moore nelson newton nola norman norris "
    "norton orlando paris parker parma paterson perris phoenix porter preston quincy raleigh "
    "redding reynosa richardson richmond riverside rogers roma roswell salinas santander "
    "santiago savannah shelby sheridan sherman siena stafford stamford stanton stockton sutton "
    "sydney taylor trenton troy tyler vallejo vernon victoria vienna wakefield walker warren "
    "warwick washington waterford wayne webster wellington westley weston whitby whittier "
    "wilson windsor york zamora palma granada cuenca corona salem derby hull mesquite homestead "
    "gandia selma dover".split()
)
AROUND: Final = frozenset(
    "centre center centro area city metro region suburbs zone zona nord sud norte downtown "
    "based ville environs alrededores surroundings surrounding nearby".split()
)
FIELDS: Final = frozenset(
    "location city town ville lieu ubicacion ciudad zona area based where place lugar localite "
    "localidad address adresse direccion secteur".split()
)
# Words before `de` and `from` after which a place is told.
ORIGIN: Final = frozenset(
    "soy somos es vengo viene originario originaria natural viens vient venons originaire "
    "native am m are hail hails come comes suis sommes cerca centro aqui".split()
)
KIN: Final = frozenset(
    "prima primo sister brother hermana hermano soeur frere friend amiga amigo ami amie cousin "
    "cousine wife husband boss neighbour neighbor vecina vecino voisin voisine aunt uncle tia "
    "tio dog cat perro perra gato gata chien chatte mr mrs ms mme monsieur madame sr sra don "
    "dona doctor dr miss partner colleague senor senora abuela abuelo grandma grandpa".split()
)
# Words inside a city's name that the map writes small.
SMALL: Final = frozenset(
    "de la del el los las le les du des d l y et en sur upon on of the under in by au "
    "aux lez s".split()
)
