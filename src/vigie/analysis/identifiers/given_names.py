"""First names of adults in English, French and Spanish speaking countries, folded.

Common knowledge, written down for this project; used to tell a name from another word.
"""

from typing import Final

NAMES: Final = frozenset(
    """
    nigel aaliyah abby abigail ada adaeze adam adela adele adeline adrian adriana adrianna adrienne
    agathe agnes agnieszka aida aiko aileen ailsa aimee ainhoa aisha aissatou aitana alan alana
    alazne alba albane alberto alejandra alejandro alessandra alessia alex alexa alexander
    alexandra alexandre alexandria alexia alexis alfredo alice alicia alienor alina aline alisha
    alison alissa alix allison alma alondra alyssa amaia amalia amanda amandine amara amaya amber
    amelia amelie amina aminata amira amy ana anaelle anais anastasia anastasiya andre andrea
    andreea andres andrew angel angela angele angelica angelika angelina angelique angie ania
    anita anja anjali anna annabelle anne annette annick annie anouk anthony antje antoine
    antonella antonia antonio aoife apolline april araceli arantxa aria ariadna ariana ariane
    arianna ariel arielle armelle arnaud arthur ashlee ashleigh ashley ashlyn asia astrid athena
    aubree aubrey audrey aurelia aurelie aurora aurore austin autumn ava awa axelle ayla bailey
    barbara beatrice beatriz becky begona belen belinda bella ben benedetta benjamin berenice
    bernadette bernard beth bethan bethany betty beverly bianca birgit blanca blandine bob bonnie
    brandi brandon brandy breanna brenda brian briana brianna brianne bridget brigitte brinley
    brittany brooke brooklyn bruna bruno bryan brynn caitlin callie camelia cameron camila camilla
    camille camryn candice candy capucine cara carina carine carla carley carlos carlota carlotta
    carly carmen carol carole carolina caroline carrie carrigan carys casey cassandra cassidy
    cassie catalina catarina catherine cathy cecile cecilia cedric celeste celia celina celine
    chanel chantal charlene charles charlie charlotte chasity chelsea cheri cherie cherry cheryl
    cheyenne chiamaka chiara chloe chris christa christelle christian christiane christie
    christina christine christophe christopher ciara cindy cintia citlali claire clara clarisse
    claudia clea clelia clemence clement clementine clemmie cleo clothilde colette colleen
    concepcion consuelo cora coralie corina corine corinne corrine costanza cristal cristiane
    cristina crystal cynthia daisy dakota dalia dana daniel daniela daniella danielle danny daphne
    daria darla darlene dasha dave david dawn deanna debbie deborah deja delaney delia delphine
    demi denis denisa denise desiree destiny diana diane diego dina divya dixie dolores dominique
    donna dora doris dorothee dorothy dragana dulce dylan ebony eden edgar edith eduardo eglantine
    eileen eilidh elaine eleanor elena eleonore eliana eline elisa elisabeth elise eliza elizabeth
    ella elle ellen elliana ellie eloane elodie eloise elsa elsie elvira ema emeline emery emilia
    emilie emily emma emmanuelle emmy encarna encarnacion eric erica erika erin ernesto esme
    esmeralda esperanza esteban estefania estelle ester esther estibaliz estrella etienne eugenie
    eulalia eun eva evangeline eve evelyn everly ewa fabiana fabien fabienne fabiola fabrice faith
    fallon fanny farrah fatima fatou faustine faye federica felicia felipe femke fernanda fernando
    filipa fiona fionn flavia flavie fleur flora florence florencia florentina florian florine
    france frances francesca francine francisca francisco francois frank fred freya frida frieda
    gabriel gabriela gabriella gabrielle gaelle galina gemma genesis genevieve george georgia
    georgie georgina geraldine gerard gia giana gilles gina ginevra ginger giovanna gisela gisele
    giselle giulia gladys gloria grace gracie graciela greta griselda guadalupe guillaume guiomar
    gustavo guy gwen gwenaelle gwendoline hadley hailey haley hana hanna hannah harley harlow
    harmony harper harriet harry hattie hazel heather hector heidi heike helen helena helene helga
    heloise henley henri henry hermance hermine hilary holly hope hugo hye ida idoia ilana ilaria
    ilona imani imogen ines ingrid inmaculada ioana ionela irati irene irina iris irma isabel
    isabella isabelle isadora iseult isla itzayana itzel itziar ivan ivana ivette ivy jack jackson
    jacob jacqueline jacques jada jade jadwiga jaelyn jaime jake jaliyah james jamie jana janae
    jane janelle janessa janet janice jasmin jasmine jason javier jaycee jayda jayla jazmin
    jazmine jean jeanne jeannine jeff jelena jemima jenna jennifer jenny jeremy jerome jess jesse
    jessica jessie jesus jill jillian jim jimena joan joana joanna jocelyn jocelyne jodie joe joel
    joelle johana johanna john johnny jolene jolie jonathan jordan jorge jorja jose josefina
    joseph josephine josh joshua josiane joy joyce juan juana juanita judith judy julia juliana
    julianna julie julien juliet juliette julio julisa julissa june justin justine kadence kailey
    kaitlyn kali kallie kamila kara karen karin karina karine karla karly kasey kasia kassandra
    katarzyna kate katharina katherine kathleen kathryn kathy katia katie katja katrina katy katya
    kavita kaya kayla kaylee kayleigh kaylin keiko keira keisha kelly kelsey kelsie kendall kendra
    kenzie keri kevin khadija khloe kiara kiera kiki kiley kim kimberly kinley kinsey kira kirsten
    kirsty kitty klara kourtney krista kristal kristen kristina kristy krystal ksenia kyla kyle
    kylie lacey laetitia laila lakeisha lakshmi lana lara larisa larissa larry latisha latoya
    laura laure laureen lauren laurence laurent laurie layla lea leah leane leanna leila leilah
    leilani leire lena leo leon leona leonie leonor leslie leticia lexi lexie lia liana lidia
    lieke lila lilia lilian liliana lilith lillian lilly lilou lily lina linda lindsay lindsey
    ling lisa lise lison livia liz liza lizbeth lizeth lizzy loana loane logan lola loreen lorelei
    lorena loretta lori lorraine lotte lottie lou louane louis louisa louise louna lourdes luana
    luc lucas lucero lucia luciana lucie lucile lucille lucy ludivine ludmila ludovica luis luisa
    luke luna lupita luz lya lydia lynn lyudmila mabel macarena madalina maddie maddison madeleine
    madeline madelyn madison maelle maelys maeva magali magdalena maggie mahaut maia maialen
    maisie maite maiwenn makayla makenna malia malika mallaury mallory manon manuela mara marc
    marcel marcela marcia marco marcos margaret margarida margarita margaux margot marguerite
    maria mariah mariam mariama mariana marianne maribel maricarmen maricruz marie mariela marilou
    mariluz marilyn marimar marina marine mario marion marisa marisela marisol marissa mariya
    marjolaine marjorie mark marlene marley marta martha martin martina martine maruja mary maryse
    mathieu mathilda mathilde matilda matilde matt matthew maud maureen max maxime maya maylis
    mayra mckayla mckenzie meera megan meghan melanie melina melinda meline melisa melissa melody
    mercedes meredith mhairi mia micaela michael michaela michel michele michelle miguel mihaela
    mika mikayla mike miku mila milena miley milica millie mindy miranda mireia mireille miriam
    misty molly mona monica monika monique montse montserrat morag morgan morgane muriel mya
    myriam myrtille nadege nadezhda nadia nadine nagore naima nala nancy naomi natacha natalia
    natalie natalya natasha nathalie nathan nati nayeli nayely ndeye neha nell nellie nelly nerea
    nevaeh ngozi nia niamh nick nicky nicolas nicole nikita nikki nina ninon noa noelia noelle
    noemi noemie nolwenn nora norma nova nuria nyla oakley oceane octavia odette odile oksana
    olalla olaya olena olga oliver olivia olivier olya olympe omar ophelie oriane orla orlagh
    orlane oscar ottilie pablo paige paislee paisley paityn paloma pamela paola paqui pascal
    pascale patricia patrick patty paul paula paulina pauline peaches pearl pedro peggy penelope
    pepa perla perrine peter petra peyton philip philippa philippe phoebe pierre pilar piper pippa
    polina pooja poppy presley priscila priscilla priya prudence queenie rachael rachel radha
    raegan raelyn rafael rafaela raluca ramon ramona rania raphaelle raquel raul raven raymond
    rebeca rebecca regan regina remi remy renata renee reyna rhea rhiannon rhonda ricardo richard
    rick rihanna riley rina rita rob robert roberta roberto robin robyn rocio roger roisin romain
    romane romina romy ronald roos rory rosa rosalia rosalie rosalind rosalinda rosario rose
    roseline rowan roxana roxane roxanne roxy ruby ruth ryan ryleigh saar sabina sabine sabrina
    sadie sagrario sakura sally salma salome sam samantha samia samira samuel sandra sandrine
    sandy saniya sanne saoirse sara sarah sariah sasha savannah scarlett scott sean sebastian
    sebastien segolene selena selene selma seren serena serenity sergio servane severine shania
    shanice shannon shantel sharon shawna shayla shayna sheila shelby shelly sherri sherry sidonie
    siena sienna sierra silke silvia simon simona simone siobhan skye skylar skyler socorro sofia
    soizic solange soledad solene solenn sonia sonsoles sophia sophie stacey stacy stella stephane
    stephanie stephany stephen steve steven stevie sunita susana suzanne suzie sveta svetlana
    sybil sybille sydney sylvia sylviane sylvie tabatha tabitha talia tamara tamera tammy tamsin
    tania tanya tara tasha tatiana tatiane tatyana taylor tere teresa tess tessa thais theresa
    thomas tiana tiara tiffany tilly tim tina tiphaine tom toni tony tonya tori tracy triana
    trinity trisha trudy tyler ursula valentina valentine valeria valerie vanesa vanessa vanille
    vera veronica veronique vicky victoire victor victoria vincent viola violet violeta violette
    virginia virginie vitoria vivian viviana viviane vivienne walter wanda wendy whitney willa
    william willow winnie wren xavier xenia xiao ximena xochitl yadira yaelle yahaira yaiza yann
    yara yareli yaretzi yasmin yasmina yasmine yazmin yelena yesenia yoana yoko yolanda yseult yui
    yuki yulia yves yvette yvonne zachary zahra zaida zainab zaira zara zaria zelda zelie zoe zoey
    zofia zoila zuri
    thea tessa anya opal coral perle mira lexa candela noor emery sage tess nadine saskia ilse petra
    marta anouk lucinda odessa cressida georgette josie bonita marisela azucena consuelo remedios
    milagros nieves rocio fernande yvonne ginette colette josiane huguette solveig ingeborg astrid
    sigrid freja annika birgitta kirstin maren anneke marijke lotta svenja anja gudrun ulrike
    ludmilla galya marfa darya polina agata bozena danuta halina jolanta kinga malgorzata urszula
    wanda zuzanna ioana mirela rodica simona doina ayse elif fatma leyla meryem zeynep yasemin
    aditi ananya deepa gayatri indira kamala lata meena nisha padma rani savita sita uma usha vidya
    bao hoa lan linh mai ngoc thuy trang mei xiu yan hyun jiwoo minji soojin yuna ayumi emi haruka
    hitomi kaori kumi mayumi megumi michiko naoko noriko sachiko tomoko yumi amara chioma ifeoma
    ngozi nkechi wanjiru akinyi abena akosua efua esi kwabena
    abdel abel adan agustin ahmed aime alain alasdair albert albin aldo alejo alessandro alfie
    alfonso alfred alistair allan alonso alvaro amadeo amaury anatole andy ange angus anibal anselmo
    anton archie armando arnold arsene arturo aubin auguste aurelien aurelio baltasar baptiste
    barney bart bartolome basile basilio bastien beltran benito benoit bernardo bernie bert bertrand
    beryl bill billy blaise blake blas boris brad bradley braulio brett bruce bryce byron callum
    camilo carl cathleen cayetano cecil ceferino celestino cesar chad chema chucho clarence clark
    claude claudio cliff clifford clint clive clyde cody colin conor conrado corentin corey cory
    craig cristobal curtis cyprien cyril dale damian damien damon dario darrell darren darryl daryl
    dean deirdre demetrio dennis derek derrick desmond devin dexter didier dimitri dionisio dirk
    domingo dominic doreen doug douglas drew duane duncan dustin dwayne dwight earl eddie edmund
    edna edouard edward edwin efrain efren eladio eleazar elie elijah eliseo elliot elliott elmer
    eloy elspeth elton emile emiliano emilien emilio emmett enrique ernest ernie erwan erwin ethan
    ethel eudes eugenio evan evaristo ewan ezequiel fabian fausto fay federico feliciano felix
    ferdinand fergus fermin fernand fidel finlay firmin florentino floyd fortunato francis franck
    fraser freda freddie frederic froilan gael gaetan gail gareth garrett garth gaspard gaston
    gauthier gavin genaro gene geoff geoffrey geoffroy georges gerald gerardo germain gervais
    ghislain gil gilberto gillian glen glenda glenn glenys godefroy gonzalo gordon graciano graham
    greg gregg gregoire gregorio gregory guillermo gumersindo gus gustave gwenael gwyneth hamid
    hamish harold harris harvey hayley herb herbert heriberto herman hernan herve hilario hilda
    hipolito honore horace horacio howard hubert hudson hugh hugues humberto humphrey iain ian
    ibrahim ignace ignacio inaki irenee isaac isidro ismael isobel israel ivor jacinto jackie jacky
    jan jared jarrod javi jeanette jed jeffrey jeronimo jerry jimmy joachim joanne joaquin joaquina
    jock jody jordi joris josselin josue juancho judi jules julian karim kath kay keiran keith
    kelvin ken kenneth kenny kerry kieran kike killian kirk kurt ladislao lalo lance lazaro leandre
    leandro lee leonard leoncio leonel leopold leopoldo leroy lesley lester lewis liam lionel
    lisandro lloyd loic lois lorenzo lorna lucien lucio ludovic luther lyle lynda lynne macario mael
    malcolm malik mandy manny manolo manuel marcelino marcelo marcial marcus margery marian marius
    marshall martial marvin mateo mathias mathis matias matthieu maurice mauricio mavis maxence
    maximo maxwell medard mehdi mel melchor melvin memo merv mick mildred miles mitchell mohamed
    moira moises mollie monty morris mourad murray myra nabil nacho nathanael ned neil nemesio niall
    nicanor nicholas nicola noel nolan norberto noreen norris octave octavio olive osvaldo oswaldo
    otis otto owen pam pancho pascual pat patrice patricio patsy paulin paulino penny pepe percy
    perry pete phil phillip phyllis placido polly porfirio prosper quentin quique rachid rafa
    raimundo ralph ramiro randy raoul raphael rashid ray reece refugio reg reggie regis reinaldo
    remigio renato rene reuben rex reynald reynaldo rhoda rhona rhys ricky rigoberto robbie rodney
    rodolfo rodolphe rodrigo rogelio roland rolando romeo romuald ron ronnie rosemary rosie ross
    rowena roy ruben rudy rufino rupert russ russell sacha samir sancho saturnino saul segundo serge
    seth severin severino shane shaun sheldon shelley sherman shirley sian sid silas silverio
    silvestre spencer stanislas stanley stefan stephan stewart stuart sue susan susanna sylvain
    sylvester tadeo tanguy ted telmo teodoro teofilo terrence terry thelma theo theodore theophile
    thibault thibaut thierry timothy tito titouan toby todd tomas tommy tono tracey trevor trish
    tristan tyrone ubaldo ulysse urbain urbano valentin valery verity vernon vianney vic vicente
    vidal vince virgil virgile virgilio viv vivien wallace walt wenceslao wendell wesley wilbur
    wilfred wilfredo winifred winston woody xavi yacine yago yannick yannis yohan yvan yvon zac
    zacarias zach zacharie
    """.split()
)
# Names that are also words, cities or months: taken only where something announces a name.
ALSO_WORDS: Final = frozenset(
    "t alma opal coral sage mira mai lan uma mei rani lata perle candela amber april "
    "ashley asia august aurora autumn ava bailey bella belle blanca brandy brooklyn candy "
    "carmen carol charity charlotte chelsea cheyenne cherry christian crystal dakota "
    "daisy dale dawn denis destiny diamond dolores dora dulce eden elle estrella eve "
    "faith flora florence fleur frank georgia ginger gloria grace hazel heather holly "
    "honey hope iris ivy jade jack jackson jasmine jordan june joy karma lily london lola "
    "lourdes luna luz lynn madison margarita maria marina mark martin may mercedes misty "
    "montserrat morgan nancy olive orlando paige paloma patience pearl penny perla pilar "
    "piper poppy prudence rain raven reyna rita rob robin rosa rosario rose ruby ruth "
    "sally sam san savannah sandy sienna sierra skye sky sofia sol stella summer sydney "
    "taylor trinity tyler valencia victor victoria viola violet violeta virginia vivian "
    "willow wren lou soledad rosalia florencia florida austin carolina chiara clement "
    "constance lance max nova rowan rory scarlett stevie sunny pepa vera brooke ange bill "
    "clark cliff clint clive craig curtis dean dexter domingo drew duncan earl fraser "
    "gail gene glen gordon gus harvey herb jock jules kay lee lyle marshall memo mick "
    "miles morris murray noel norris otto pat perry placido prosper ray refugio rex ron "
    "ross russell segundo sherman sid spencer stanley stewart sue tito urbain virgil "
    "wesley woody".split()
)
# Words with a capital that people say of themselves, and that are no names.
NO_NAMES: Final = frozenset(
    "latina asian european african american french italian german russian polish english "
    "british spanish mexican brazilian colombian cuban dominican thai japanese chinese "
    "korean indian canadian irish scottish welsh australian swedish dutch greek turkish "
    "arab persian ukrainian romanian hungarian czech moroccan mexicana colombiana "
    "venezolana argentina cubana dominicana brasilena espanola rusa francaise italienne "
    "espagnole russe marocaine latine metisse independent available new back free open "
    "here ready looking not very really always sorry nouvelle disponible independante "
    "nueva independiente professional certified licensed".split()
)
