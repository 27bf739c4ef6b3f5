"""Forms of words that people search for; each line is one word, to be found by any of its forms."""

CZECH = """
služba služby službě službu službou služeb službám službách službami
sociální sociálního sociálnímu sociálním sociálních sociálními
plán plánu plánem plány plánů plánům plánech
plánování plánováním plánováních plánováními
komunitní komunitního komunitnímu komunitním komunitních
město města městu městě městem měst městům městech městy
obec obce obci obcí obcím obcích obcemi
občan občana občanu občanovi občanem občané občanů občanům občany občanech
senior seniora seniorovi seniorem senioři seniorů seniorům seniory seniorech
dítě dítěte dítěti dítětem děti dětí dětem dětmi dětech
rodina rodiny rodině rodinu rodinou rodin rodinám rodinách rodinami
rodič rodiče rodiči rodičem rodičů rodičům rodičích
člověk člověka člověku člověkem lidé lidi lidí lidem lidmi lidech
osoba osoby osobě osobu osobou osob osobám osobách osobami
poskytovatel poskytovatele poskytovateli poskytovatelem poskytovatelé poskytovatelů poskytovatelům poskytovatelích
uživatel uživatele uživateli uživatelem uživatelé uživatelů uživatelům uživatelích
zařízení zařízením zařízeních zařízeními
pečovatelská pečovatelské pečovatelskou pečovatelských pečovatelským pečovatelskými
péče péči péčí
domov domova domovu domově domovem domovy domovů domovům domovech
dům domu domě domem domy domů domům domech
noclehárna noclehárny noclehárně noclehárnu noclehárnou nocleháren noclehárnám noclehárnách noclehárnami
poradna poradny poradně poradnu poradnou poraden poradnám poradnách poradnami
příspěvek příspěvku příspěvkem příspěvky příspěvků příspěvkům příspěvcích
dávka dávky dávce dávku dávkou dávek dávkám dávkách dávkami
žádost žádosti žádostí žádostem žádostech žádostmi
formulář formuláře formuláři formulářem formulářů formulářům formulářích
úřad úřadu úřadě úřadem úřady úřadů úřadům úřadech
koordinátorka koordinátorky koordinátorce koordinátorku koordinátorkou koordinátorek koordinátorkám
organizace organizaci organizací organizacím organizacích organizacemi
skupina skupiny skupině skupinu skupinou skupin skupinám skupinách skupinami
setkání setkáním setkáních setkáními
dotazník dotazníku dotazníkem dotazníky dotazníků dotazníkům dotaznících
zdravotní zdravotního zdravotnímu zdravotním zdravotních zdravotními
postižení postižením postiženích
bydlení bydlením bydleních
práce práci prací pracím pracích pracemi
pomoc pomoci pomocí
dluh dluhu dluhem dluhy dluhů dluhům dluzích
krize krizi krizí krizím krizích krizemi
nezaměstnanost nezaměstnanosti nezaměstnaností
bezdomovec bezdomovce bezdomovci bezdomovcem bezdomovců bezdomovcům bezdomovcích
akce akci akcí akcím akcích akcemi
rozvoj rozvoje rozvoji rozvojem
program programu programem programy programů programům programech
systém systému systémem systémy systémů systémům systémech
problém problému problémem problémy problémů problémům problémech
centrum centra centru centrem center centrům centrech centry
matka matky matce matku matkou matek matkám matkách matkami
škola školy škole školu školou škol školám školách školami
Přerov Přerova Přerovu Přerově Přerovem
Prostějov Prostějova Prostějovu Prostějově Prostějovem
Benešov Benešova Benešovu Benešově Benešovem
Ostrov Ostrova Ostrovu Ostrově Ostrovem
Praha Prahy Praze Prahu Prahou
bezbariérový bezbariérového bezbariérovému bezbariérovém bezbariérovým bezbariérová bezbariérové bezbariérovou bezbariérových
důchod důchodu důchodem důchody důchodů důchodům důchodech
peníze peněz penězům penězi penězích
klient klienta klientovi klientem klienti klientů klientům klienty klientech
odborný odborného odbornému odborném odborným odborná odborné odbornou odborných odbornými
"""

SLOVAK = """
služba služby službe službu službou služieb službám službách službami
sociálny sociálneho sociálnemu sociálnom sociálna sociálnej sociálnu sociálnou sociálne sociálnych sociálnym sociálnymi
plán plánu pláne plánom plány plánov plánoch plánmi
plánovanie plánovania plánovaniu plánovaní plánovaním
komunitný komunitného komunitnému komunitnom komunitným komunitná komunitnej komunitnú komunitnou komunitných
mesto mesta mestu meste mestom miest mestám mestách mestami
obec obce obci obcou obcí obciam obciach obcami
občan občana občanovi občanom občania občanov občanoch občanmi
senior seniora seniorovi seniorom seniori seniorov seniorom senioroch seniormi
dieťa dieťaťa dieťaťu dieťaťom deti detí deťom deťmi deťoch
rodina rodiny rodine rodinu rodinou rodín rodinám rodinách rodinami
rodič rodiča rodičovi rodičom rodičia rodičov rodičoch rodičmi
človek človeka človeku človekom ľudia ľudí ľuďom ľuďmi ľuďoch
osoba osoby osobe osobu osobou osôb osobám osobách osobami
poskytovateľ poskytovateľa poskytovateľovi poskytovateľom poskytovatelia poskytovateľov poskytovateľoch poskytovateľmi
zariadenie zariadenia zariadeniu zariadení zariadením zariadeniam zariadeniach zariadeniami
starostlivosť starostlivosti starostlivosťou
útulok útulku útulkom útulky útulkov útulkoch útulkami
poradňa poradne poradni poradňu poradňou poradní poradniam poradniach poradňami
príspevok príspevku príspevkom príspevky príspevkov príspevkoch príspevkami
dávka dávky dávke dávku dávkou dávok dávkam dávkach dávkami
žiadosť žiadosti žiadosťou žiadostí žiadostiam žiadostiach žiadosťami
úrad úradu úrade úradom úrady úradov úradoch úradmi
organizácia organizácie organizácii organizáciu organizáciou organizácií organizáciám organizáciách organizáciami
skupina skupiny skupine skupinu skupinou skupín skupinám skupinách skupinami
stretnutie stretnutia stretnutiu stretnutí stretnutím stretnutiach
dotazník dotazníka dotazníku dotazníkom dotazníky dotazníkov dotazníkoch dotazníkmi
zdravotný zdravotného zdravotnému zdravotnom zdravotným zdravotná zdravotnej zdravotnú zdravotnou zdravotných
postihnutie postihnutia postihnutiu postihnutí postihnutím postihnutiami
bývanie bývania bývaniu bývaní bývaním
práca práce práci prácu prácou prác prácam prácach prácami
pomoc pomoci pomocou
kríza krízy kríze krízu krízou kríz krízam krízach krízami
región regiónu regióne regiónom regióny regiónov regiónoch regiónmi
matka matky matke matku matkou matiek matkám matkách matkami
škola školy škole školu školou škôl školám školách školami
dôchodok dôchodku dôchodkom dôchodky dôchodkov dôchodkoch
peniaze peňazí peniazom peniazoch peniazmi
klient klienta klientovi klientom klienti klientov klientoch klientmi
okno okna oknu okne oknom okná okien oknám oknách oknami
Banská Banskej Banskú Banskou
Bystrica Bystrice Bystrici Bystricu Bystricou
kraj kraja kraju kraji krajom kraje krajov krajoch krajmi
odborný odborného odbornému odbornom odborným odborná odbornej odbornú odbornou odborných odbornými
"""

# The rules were not written with these in sight: they say how words fare that nobody thought of.
UNSEEN_CZECH = """
rozpočet rozpočtu rozpočtem rozpočty rozpočtů rozpočtech
opatrovník opatrovníka opatrovníkovi opatrovníkem opatrovníci opatrovníků opatrovníkům opatrovnících
asistence asistenci asistencí
asistent asistenta asistentovi asistentem asistenti asistentů asistentům asistenty
knihovna knihovny knihovně knihovnu knihovnou knihoven knihovnám knihovnách
usnesení usnesením usneseních
zastupitelstvo zastupitelstva zastupitelstvu zastupitelstvem zastupitelstev zastupitelstvech
výzva výzvy výzvě výzvu výzvou výzev výzvám výzvách výzvami
dotace dotaci dotací dotacím dotacích dotacemi
projekt projektu projektem projekty projektů projektům projektech
cíl cíle cíli cílem cílů cílům cílech
opatření opatřením opatřeních opatřeními
priorita priority prioritě prioritu prioritou priorit prioritám prioritách
komise komisi komisí komisím komisích
jednání jednáním jednáních
otázka otázky otázce otázku otázkou otázek otázkám otázkách
ulice ulici ulicí ulic ulicích
nemocnice nemocnici nemocnicí nemocnic nemocnicích
lékař lékaře lékaři lékařem lékařů lékařům lékařích
odlehčovací odlehčovacího odlehčovacím odlehčovacích
azylový azylového azylovému azylovém azylovým azylová azylové azylovou azylových
terénní terénního terénním terénních
mládež mládeže mládeži mládeží
samospráva samosprávy samosprávě samosprávu samosprávou
stáří stářím
výtah výtahu výtahem výtahy výtahů výtazích
schod schodu schody schodů schodům schodech
jesle jeslí jeslím jeslích
byt bytu bytě bytem byty bytů bytům bytech
léto léta létu létě létem
dobrovolník dobrovolníka dobrovolníci dobrovolníků dobrovolníkům dobrovolnících
cizinec cizince cizinci cizincem cizinců cizincům cizincích
porucha poruchy poruše poruchu poruchou poruch poruchám
hospic hospice hospici hospicem hospiců hospicích
stipendium stipendia stipendiu stipendiem stipendií stipendiích
volba volby volbě volbu volbou voleb volbám volbách
soud soudu soudem soudy soudů soudům soudech
zákon zákona zákonu zákoně zákonem zákony zákonů zákonech
hlas hlasu hlasem hlasy hlasů hlasech
"""

UNSEEN_SLOVAK = """
rozpočet rozpočtu rozpočtom rozpočty rozpočtov rozpočtoch
opatrovník opatrovníka opatrovníkovi opatrovníkom opatrovníci opatrovníkov opatrovníkom opatrovníkoch
asistencia asistencie asistencii asistenciu asistenciou
asistent asistenta asistentovi asistentom asistenti asistentov asistentoch
knižnica knižnice knižnici knižnicu knižnicou knižníc knižniciach
uznesenie uznesenia uzneseniu uznesení uzneseniach
zastupiteľstvo zastupiteľstva zastupiteľstvu zastupiteľstvom zastupiteľstiev zastupiteľstvách
výzva výzvy výzve výzvu výzvou výziev výzvam výzvach
dotácia dotácie dotácii dotáciu dotáciou dotácií dotáciám dotáciách
projekt projektu projekte projektom projekty projektov projektoch projektmi
cieľ cieľa cieľu cieľom ciele cieľov cieľoch cieľmi
opatrenie opatrenia opatreniu opatrení opatreniam opatreniach
priorita priority priorite prioritu prioritou priorít prioritám
komisia komisie komisii komisiu komisiou komisií komisiách
rokovanie rokovania rokovaniu rokovaní
otázka otázky otázke otázku otázkou otázok otázkam otázkach
nemocnica nemocnice nemocnici nemocnicu nemocnicou nemocníc
lekár lekára lekárovi lekárom lekári lekárov lekároch
opatrovateľská opatrovateľskej opatrovateľskú opatrovateľskou opatrovateľské opatrovateľských
terénny terénneho terénnom terénna terénnej terénnu terénnych
mládež mládeže mládeži mládežou
byt bytu byte bytom byty bytov bytoch bytmi
mestský mestského mestskému mestskom mestská mestskej mestskú mestskou mestských
výťah výťahu výťahom výťahy výťahov výťahoch
rok roka roku rokom roky rokov rokoch rokmi
hlas hlasu hlasom hlasy hlasov hlasoch hlasmi
voľba voľby voľbe voľbu voľbou volieb voľbám voľbách
cudzinec cudzinca cudzincovi cudzincom cudzinci cudzincov cudzincoch
jedáleň jedálne jedálni jedáleňou jedálňou jedální jedálňach
súd súdu súde súdom súdy súdov súdoch
"""

DIFFERENT_WORDS = """
plán planeta
služba sluha
domov domek
sociální socialismus
město místo
práce právo
péče pečeť
rodina rodič
škola školka
pomoc pomník
obec občan
kraj krajka
senior seno
dávka dav
příspěvek prsten
zdraví zdroj
byt bytost
úřad úraz
rada radnice
krize kritika
klient klima
důchod důvod
poradna porada
organizace organismus
matka mateřství
Praha prach
Přerov přeprava
Prostějov prostor
domov dům
skupina skutek
zařízení zář
komunita komunismus
centrum cena
program progres
"""


def lines(text: str) -> list[list[str]]:
    """Return the words of each line."""
    return [line.split() for line in text.strip().splitlines()]
