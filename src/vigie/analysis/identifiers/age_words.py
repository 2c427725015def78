"""What stands beside an age, and beside a length of time or a limit."""

import re
from typing import Final

from vigie.analysis.identifiers.endings import Ending

# "old" itself, so that only a thing or a limit can be meant otherwise.
OLD: Final = re.compile(
    r"([0-9]{2})(?![0-9])[ \t]{0,2}(?:[-.•*~|,][ \t]?)?(?:"
    r"y[ ./-]{0,2}o(?![a-z])\.?|y[ /]{1,2}old\b|"
    r"yrs?(?:[ .-]{0,3}(?:old|young)\b|[ /.-]{0,2}o\b)\.?|"
    r"years?[ -]{0,2}(?:of[ ]age|old|young)|years?[ ](?:of[ ])?age|anitos(?![a-z])|annees?[ ]d'age|"
    r"ans[ ]d'age)"
)
YEARS: Final = re.compile(
    r"([0-9]{2})(?![0-9])[ \t]{0,2}(?:[-.•*~|,][ \t]?)?"
    r"(?P<unit>ans|anos|years?|yrs?)(?![a-z])\.?"
)
BARE: Final = re.compile(
    r"([0-9]{2})(?![0-9]|[ ]?[-:/.'–][0-9]|[ ]?(?:to|a|and|y|et|or|ou|o)[ ][0-9]|[ ]?[$€£%'\"]|"
    r"[ ]?(?:cm|kg|lbs?|min|mins|minutes?|h|hr|hrs|hours?|am|pm|km|miles?|usd|roses?|euros?|"
    r"dollars?|pounds?|weeks?|days?|months?|in(?![ ][a-z])|inches|ft|st|nd|rd|"
    r"th|m|f|c|x|mph)\b|[ ]?°|,[0-9]{3})"
)
SEXED: Final = re.compile(
    r"([0-9]{2})[ ]?[/-]?[ ]?[fm](?=[ ]?[/|,)]|[ ]?\Z|\n|"
    r"[ ](?:seek|look|for|here|new|from|4)[a-z]{0,7}\b)"
)
WITH_SIZE: Final = re.compile(
    r"([0-9]{2})(?=[ ]{0,2}[/,|;•-][ ]{0,2}"
    r"(?:[4-6][ ]?(?:'|ft|feet|foot)|1[.,m][ ]?[0-9]{2}|1[4-9][0-9][ ]?cm))"
)
BIRTHDAY: Final = re.compile(r"([0-9]{2})(?:st|nd|rd|th)[ ](?:birthday|bday|b-day)")
MINE: Final = Ending(r"\b(?:my|her|his)[ ]", "my|her|his")
CUE: Final = Ending(
    r"(?:\bage[d]?[ ]?(?:is|of)?|\bagee?s?[ ](?:de|of)|\bedad|\bage|\bi am|\bi'm|\bim|\bj'ai|"
    r"\btengo|"
    r"\btiene|\ba|\bturned|\bturning|\bfete mes|\beu|\bcumpli|\bcumplir|\bcumplo|\bshe is|\bshe's|"
    r"\byears|\bsoy de|\b(?:twen|thir|for|fif|six)ties)[ \t]{0,2}"
    r"[:=~(.-]{0,3}[ \t]{0,2}(?:only[ ]|just[ ]|now[ ]|a[ ])?",
    "thirties|forties|fifties|sixties|twenties|age|aged|agee|is|of|edad|am|i'm|im|j'ai|tengo|tiene|turned|"
    "turning|mes|eu|cumpli|cumplir|cumplo|she's|years|only|just|now|a|de",
    " \t:=~(.-",
)
WEAK_CUE: Final = Ending(
    r"(?:\bi am|\bi'm|\bim|\bshe is|\bshe's|\byears)[ \t]{0,2}", "am|i'm|im|is|she's|years", " \t"
)
# Before a bare number these announce no age.
NO_BARE_CUE: Final = Ending(r"\b(?:a|tiene|j'ai|tengo|eu|de)[ ]", "a|tiene|j'ai|tengo|eu|de")
HAVING: Final = Ending(r"\b(?:j'ai|tengo)[ ]", "j'ai|tengo")
RANGE: Final = Ending(
    r"(?<![0-9'.])[0-9]{2}[ ]?(?:yo|ans|anos|years)?[ ]?(?:-|–|/|to|a|and|y|et|&|ou|or|o)[ ]?",
    "-|–|/|to|a|and|y|et|&|ou|or|o",
)
LIMITED: Final = re.compile(
    r"[ ]{0,2}(?:\+|and[ ](?:over|up|older|above)|or[ ](?:over|older|above|more)|plus\b|minimum|"
    r"min\b|"
    r"et[ ]plus|ou[ ]plus|o[ ]mas|y[ ]mas|en[ ]adelante|maximum|max\b|only\b|minimo|maximo|"
    r"required)"
)
# A word that stands right before a length of time, or before an age that is asked of the reader.
NOT_MINE: Final = frozenset(
    "over above under least than from for since in moins plus depuis pendant garantie "
    "garanti garantia garantizado warranty guarantee guaranteed desde hace durante menos "
    "mayores mayor mas minimum min minimo only past last about with que after within "
    "experience ouvert established est trading served serving dans des apres tous sur "
    "fort fait partir llevo llevamos llevan tras con cada aniversario anniversary "
    "anniversaire married lived worked working together next first every another avec "
    "sous entre between be must nearly almost bientot presque casi unos environ pret "
    "credit bail hipoteca prestamo mortgage loan contrato rhum ron whisky whiskey scotch "
    "bourbon cognac vin vino tequila cumplimos celebramos celebrating fetons ya lasts "
    "lasted por pour until hasta + > these those years annees bout less more up".split()
)
SKIPPED: Final = frozenset(
    "the a of de d les los las le la el ces estos mis nos our this to an".split()
)
SPENT: Final = re.compile(
    r"[ ']{0,2}(?:(?:of|in|on|a|an|at|down|worth|plus|more|into|as|with|that|since|long|fixed|"
    r"later|"
    r"strong|combined|behind|ago|together|que|dans|apres|avant|sur|avec|chez|au|aux|comme|en|con|"
    r"al|"
    r"como|despues|juntos|running|doing|making|working|building|teaching|haciendo|dando|"
    r"cuidando)\b|"
    r"exp|warr|anniv|mort|serv|trabaj|sirv|atend|"
    r"(?:d'|de[ ])(?:exp|anc|metier|pratique|garant|serv|carri|savoir|mariage|passion|vie|bail|"
    r"credit|pret|antig|tray|aniv|carrera|casad|oficio|labor|prest|trabajo|travail|bons|bonne|"
    r"maison|tradicion|tradition|confian|cotis|amort))"
)
COUNTED: Final = re.compile(r"[ ][a-z]{4,}s\b")
NAME_AFTER: Final = re.compile(r"\([0-9]{2}\)[ ]?([a-z]{3,14})")
ALONE: Final = re.compile(r"[ ]?(?:[^a-z0-9 $€£%:/'-]|\Z|\n|[-/|–][ ]|and\b|et\b|y\b)")
BEGINS: Final = re.compile(r"(?:\A|[\n,;.!?:|/(~*•·–-]|[^\x00-\x7f])[ ]{0,2}\Z")
STATS: Final = Ending(r"\bstats?[ ]?[:=-]?[ ]{0,2}", "stat|stats", " :=-")
AT: Final = Ending(r"\b(?:at|a)[ ]", "at|a")
WHO_AFTER: Final = re.compile(r"[ ]?,?[ ](?:she|i|he|elle|ella)\b")
NAMED: Final = re.compile(
    r"([a-z]{3,14})[ ]?(?:[(,:/|*~-]{1,2}|is|est|es|tiene|a|aged|de)?[ ]{0,2}\(?\Z"
)
IS: Final = Ending(r"([a-z]{3,14})[ ](?:is|tiene)[ ]", "is|tiene")
PEOPLE: Final = (
    "gent|gentleman|lady|woman|man|guy|gal|male|female|widow|widower|student|nurse|retiree|femme|"
    "homme|dame|monsieur|jf|jh|h|f|etudiant|etudiante|mujer|hombre|chica|chico|senora|senor|senorita|"
    "caballero|retired|retraite|retraitee|jubilado|jubilada|divorcee|divorced|single|mum|mom|dad|veuf|"
    "veuve|viuda|viudo|joven|muchacha|muchacho|person|persona|personne"
)
PERSON: Final = Ending(
    rf"\b(?:{PEOPLE})(?:[ ]?[,(/|-][ ]?|[ ](?:of|de|aged)[ ]|[ ])", PEOPLE + "|of|de|aged", " ,(/|-"
)
SET_OFF: Final = re.compile(r"[ ]?(?:[,;.)\n]|\Z|[-/|][ ])")
SEX: Final = Ending(r"(?:\A|[\n(,/|~*•-][ ]{0,2})[fm](?:[/ ]|,[ ])?", "f|m", "/ ,")
SEEKING: Final = re.compile(
    r"[ ]?(?:[,.;)/|\n]|\Z|(?:seek|look|for|here|new|cherch|busc|4)[a-z]{0,7}\b)"
)
TRADE: Final = Ending(r"(?:\A|\n|[.!?][ ])[a-z]{4,14}(?:[ ][a-z]{3,12})?,[ ]", ",", " ")
SEEKS: Final = re.compile(r",[ ](?:seek|look|cherch|busc|want|would|recherch|ofre)[a-z]{0,8}\b")
NO_NAME: Final = frozenset(
    "rate price room number floor code total minimum limit size exit unit gate apartment "
    "suite fee that this what there where here which".split()
)
WORD: Final = re.compile(r"[a-z]+|[+>]")
HERE: Final = Ending(
    r"(?:\b(?P<greeted>hi|hello|hey|bonjour|hola)[,!]?[ ])?\b(?P<name>[a-z]{3,14})[ ]"
    r"(?:here|ici|aqui)[ ]?[,(-][ ]?",
    "here|ici|aqui",
    " ,(-",
)
SAID: Final = Ending(
    r"(?:\b(?:just|only|it's|solo|c'est)[ ](?:me|moi|yo)[ ]?[,(-][ ]?|"
    r"\b(?:i|she|he)(?:[ ](?:may|might|could|must|will)|'ll)[ ](?:soon[ ]|well[ ]|now[ ])?be[ ]|"
    r"\b(?:age|edad)[ ]?\?[ ]{1,2})",
    "me|moi|yo|be|age?|edad?|age ?|edad ?",
    " ,(-",
)
TOLD_APART: Final = re.compile(r"[ ]?(?:[,;.!)\n]|\Z|[-/|][ ])|[ ](?:but|and|yet|mais|pero|now)\b")
RELATIVES: Final = (
    "sisters|brothers|twins|cousins|friends|roommates|flatmates|ladies|soeurs|freres|cousines|"
    "amies|amis|copines|colocs|hermanas|hermanos|primas|primos|amigas|amigos|gemelas|gemelos"
)
SEVERAL: Final = Ending(
    rf"\b(?:(?:two|2|both|deux|dos)[ ](?P<who>[a-z]{{4,14}})|{RELATIVES})[ ]?[,(:-]?[ ]?"
    r"(?:aged[ ]|of[ ]|de[ ])?",
    "s|a|e|n|aged|of|de",
    " ,(:-",
)
PAIR: Final = re.compile(
    r"([0-9]{2})(?=[ ]?(?:&|and|et|y)[ ]?[0-9]{2}(?:[ ]?(?:years?|yrs?|ans|anos|yo)\b|[,.;)\n]|\Z))"
)
PAIRED: Final = re.compile(r"(?<![0-9])[0-9]{2}[ ]?(?:&|and|et|y)[ ]?\Z")
WITH_YEARS: Final = re.compile(
    r"[ ](?:con|avec|with)[ ](?:mas de |plus de |over |more than )?[0-9]{1,2}[ ]"
    r"(?:anos|ans|years)\b"
)
# What turns so many years old, where `the` or `our` stands before it.
TURNED: Final = re.compile(
    r"\b(?:the|our|this|la|le|el|nuestro|nuestra|notre|l')[ ]?([a-z]+)"
    r"(?:[ ][a-z]+){0,2}[ ](?:turned|turning|eu|cumplio|cumple)[ ]\Z"
)
AGED_DRINK: Final = re.compile(r"\b(?:un|une|le|la|du|ce|cet|notre|vieux)[ ]([a-z]+)[ ]de[ ]\Z")
MINE_OLD: Final = re.compile(r"\b(?:my|our|this|the|its)[ ]\Z")
PERSONS: Final = frozenset(PEOPLE.split("|"))
STILL: Final = re.compile(r"[ ]?,?[ ](?:she|i|he|elle|ella|je)[ ](?:still|can|am|is|have|encore)\b")
HOURS: Final = 24
