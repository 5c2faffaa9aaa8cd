package en

import (
	"strings"
	"sync"
)

// roles are words for an office or a trade that news prints before or after a
// person's name.
var roles = set(`president presidents premier minister ministers chancellor secretary senator sen rep representative congressman congresswoman governor gov mayor
	king queen prince princess pope emperor sultan emir sheikh ayatollah bishop archbishop cardinal rabbi imam reverend rev lord lady baroness sir dame duke
	spokesman spokeswoman spokesperson ambassador envoy diplomat commissioner director chairman chairwoman chair chairperson chief executive ceo founder co-founder owner
	general gen admiral colonel col major maj captain capt lieutenant lt sergeant sgt commander cmdr brigadier marshal
	judge justice prosecutor attorney lawyer lawmaker mp mep councillor deputy leader speaker analyst economist professor prof dr doctor mr mrs ms miss mx
	coach manager captain striker midfielder defender goalkeeper actor actress singer author writer journalist editor reporter correspondent columnist
	researcher scientist historian expert adviser advisor aide inspector sheriff superintendent detective head commissioner administrator treasurer pastor
	candidate billionaire activist whip strategist negotiator officer scholar`)

// roleWords go with roles: "prime" minister, "vice" president.
var roleWords = set(`prime vice deputy former ex acting interim foreign defence defense interior home finance treasury trade commerce labour labor justice health education energy
	agriculture transport environment state national security press house white senior chief general assistant executive opposition party majority minority
	special top then-president incoming outgoing late co first second lady managing federal supreme court police army navy air force military
	attorney lieutenant major brigadier presidential government cabinet senate democratic republican conservative liberal and war veterans affairs climate economy economic communications
	longtime current veteran lead head`)

// orgWords mark a body of people.
var orgWords = set(`ministry department university college school institute institution council commission committee party parliament congress senate assembly government administration
	company corp corporation inc ltd llc plc group bank association federation union league agency authority bureau office organization organisation foundation fund trust
	court tribunal police army navy force forces guard guards service services team club united fc press news times post journal media broadcasting radio tv
	airlines airways motors energy systems technologies labs laboratory hospital church society academy museum board watch front brigade brigades alliance coalition center centre
	network command fleet republicans democrats partners holdings industries entertainment studios pictures records studio capital exchange chamber network secretariat initiative`)

var placeWords = set(`city county province district state region island islands river lake mount mountain mountains sea ocean bay gulf strait peninsula valley desert street avenue
	road square airport port bridge park beach coast canal village town palace hills heights square stadium oblast prefecture territory`)

// thingWords end the names of laws, works and happenings.
var thingWords = set(`act bill law treaty agreement accord accords deal plan pact summit war cup games olympics championship award awards prize day week month festival
	show series championships open conference forum games review report initiative project program programme strategy protocol convention constitution amendment crisis
	revolution virus bible index dome prix oscar oscars grammy grammys election elections code`)

// knownPeople are last names that news prints without a first name.
var knownPeople = set(`trump biden obama putin zelenskyy zelensky zelenskiy netanyahu macron starmer merz scholz merkel lavrov peskov rubio hegseth vance witkoff harris
	erdogan modi meloni trudeau carney lukashenko orban khamenei pezeshkian assad sinwar guterres lagarde powell bessent musk bezos zuckerberg clinton reagan sunak johnson farage
	lula milei maduro bolsonaro ramaphosa mandela netanyahu's xi ishiba takaichi kishida marcos duterte prabowo albanese hitler stalin churchill gorbachev`)

var firstNames = sync.OnceValue(func() map[string]bool { return set(givenNames) })

// cities are capitals and other places that news names without their country.
var cities = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for n := range strings.SplitSeq(cityNames, ",") {
		out[strings.Join(strings.Fields(n), " ")] = true
	}
	return out
})

const givenNames = `james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george
	timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank patrick raymond jack dennis jerry
	tyler aaron jose adam nathan henry douglas zachary peter kyle noah ethan jeremy walter christian keith roger terry austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan
	billy bruce gabriel joe logan alan juan albert willie elijah wayne randy vincent mason roy ralph bobby russell bradley philip eugene mary patricia jennifer linda elizabeth barbara susan
	jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy angela shirley
	anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet maria catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly christina
	joan evelyn judith andrea hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia frances jean alice judy isabella julia grace amber denise
	danielle marilyn beverly charlotte natalie theresa diana brittany kayla alexis lori marie vladimir volodymyr dmitry dmitri sergei sergey andrei andriy alexei oleksandr mikhail mykhailo
	yevgeny nikolai viktor viktoria yulia olena oksana svetlana natalia tatiana irina olga igor ihor oleg oleh pavel petro boris ivan maxim roman rustem denys yuri yuriy anton artem kirill
	emmanuel marine jean-luc francois françois nicolas bruno gabriel elisabeth ursula olaf friedrich annalena boris johann jens klaus hans wolfgang angela markus alice robert sahra lars
	giorgia matteo mario silvio sergio pedro pablo carlos luis miguel javier jorge fernando alejandro diego rafael antonio manuel francisco nicolas gustavo andres nayib claudia marta
	luiz jair joao paulo ricardo rodrigo keir rishi boris theresa liz tony gordon nigel kemi ed rachel angela yvette wes kamala barack hillary bill bernie nancy mitch chuck mike pete marco
	tulsi elon jeff tim sundar satya sam mark steve susie karoline pam kash jd joe hunter jill melania ivanka eric jared ron gavin kathy greg ted lindsey marjorie alexandria hakeem
	benjamin yair israel itamar bezalel yoav benny naftali isaac ehud gideon ismail yahya mahmoud mohammed mohammad muhammad ahmed ahmad ali hassan hussein omar abdullah abdul khalid khaled
	ibrahim yusuf mustafa mehmet recep ekrem hakan bashar abdel abdelfattah mohamed salman faisal tamim hamad ayman fatima aisha maryam leila noor zainab samir tariq karim rashid imran nawaz
	shehbaz asim bilawal narendra rahul amit priya arvind rajnath subrahmanyam sonia ravi sanjay anil vijay arjun deepak sunil xi li wang zhang jinping wei jun ming chen liu yang
	shinzo shigeru fumio taro yoshihide sanae kenji hiroshi takeshi akira yuki naoki kazuo satoshi hideo shinji haruki kim jong-un jae-myung suk-yeol jae-in yoon moon lee park
	nguyen ferdinand rodrigo bongbong prabowo joko anwar mahathir lawrence thaksin paetongtarn aung min hun cyril jacob nelson thabo bola muhammadu goodluck olusegun paul yoweri william
	uhuru raila abiy samia hakainde lazarus nana john-baptiste felix joseph paul-henri justin pierre jagmeet chrystia mark-andre melanie anthony anita jacinda christopher scott penny peter
	viktor robert andrej zuzana petr donald karol rafal jaroslaw mateusz andrzej szymon kyriakos alexis aleksandar ana milorad edi ilham nikol kaja gitanas mette ulf magnus jonas stefan erik
	anders lars sven bjorn ingrid astrid karin leo pope-francis francis oscar felix hugo louis lucas leon max simon martin daniel christopher leonard harry meghan kate camilla taylor beyonce
	greta malala novak rafael carlos jannik iga serena lionel cristiano kylian erling mohamed jude bukayo lewis max-emilian lando charles oliver amelia isla mia ava freddie archie alfie
	joanna sophie lucy holly chloe zoe jane claire fiona gemma nicola gillian heidi ingrid elena marta lucia sofia carmen rosa isabel paula daniela valentina camila gabriela mariana`

const cityNames = `nyc,new mexico,new hampshire,west virginia,north dakota,south dakota,rhode island,delaware,montana,wyoming,idaho,alaska,hawaii,vermont,maine,connecticut,oklahoma,arkansas,kansas,nebraska,mississippi,washington,moscow,kyiv,kiev,london,paris,berlin,rome,madrid,lisbon,brussels,amsterdam,the hague,vienna,bern,geneva,zurich,stockholm,oslo,copenhagen,helsinki,reykjavik,dublin,
	warsaw,prague,bratislava,budapest,bucharest,sofia,athens,belgrade,zagreb,ljubljana,sarajevo,tirana,skopje,pristina,vilnius,riga,tallinn,minsk,chisinau,tbilisi,yerevan,baku,astana,tashkent,ankara,
	istanbul,jerusalem,tel aviv,ramallah,gaza,gaza city,gaza strip,rafah,khan younis,west bank,beirut,damascus,aleppo,amman,baghdad,tehran,riyadh,jeddah,abu dhabi,dubai,doha,kuwait city,manama,muscat,sanaa,
	cairo,alexandria,tripoli,tunis,algiers,rabat,khartoum,darfur,juba,addis ababa,asmara,mogadishu,nairobi,kampala,dodoma,dar es salaam,kigali,kinshasa,goma,abuja,lagos,accra,bamako,niamey,dakar,pretoria,
	johannesburg,cape town,harare,new delhi,delhi,mumbai,kolkata,chennai,bangalore,kashmir,islamabad,karachi,lahore,dhaka,colombo,kathmandu,kabul,kandahar,yangon,naypyidaw,bangkok,hanoi,ho chi minh city,
	phnom penh,kuala lumpur,jakarta,bali,manila,beijing,shanghai,hong kong,guangzhou,shenzhen,wuhan,xinjiang,tibet,taipei,tokyo,osaka,kyoto,hiroshima,nagasaki,okinawa,fukushima,hokkaido,seoul,busan,pyongyang,
	canberra,sydney,melbourne,brisbane,perth,wellington,auckland,ottawa,toronto,montreal,vancouver,mexico city,havana,port-au-prince,brasilia,sao paulo,rio de janeiro,buenos aires,santiago,bogota,lima,caracas,
	new york,new york city,los angeles,chicago,houston,boston,philadelphia,san francisco,seattle,miami,atlanta,dallas,detroit,denver,las vegas,texas,california,florida,ohio,michigan,georgia,pennsylvania,
	arizona,nevada,wisconsin,virginia,illinois,minnesota,north carolina,south carolina,louisiana,alabama,tennessee,kentucky,missouri,colorado,oregon,utah,iowa,indiana,maryland,massachusetts,new jersey,
	crimea,donbas,donetsk,luhansk,kharkiv,kherson,zaporizhzhia,odesa,odessa,lviv,mariupol,bakhmut,kursk,belgorod,dnipro,sumy,siberia,chechnya,st petersburg,scotland,wales,northern ireland,manchester,birmingham,
	liverpool,edinburgh,glasgow,belfast,munich,hamburg,frankfurt,cologne,leipzig,milan,naples,venice,sicily,barcelona,catalonia,marseille,lyon,europe,asia,africa,middle east,latin america,south america,
	north america,southeast asia,eastern europe,western europe,central asia,balkans,baltic,caucasus,arctic,antarctica,greenland,pacific,atlantic,mediterranean,black sea,red sea,south china sea,east china sea,
	sea of japan,persian gulf,strait of hormuz,taiwan strait,sahara,himalayas,alps,amazon rainforest,wall street,silicon valley,hollywood,capitol hill,downing street,davos,vatican city,guantanamo bay`

// knownBodies are bodies that news names without a word that says what they
// are.
var knownBodies = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for n := range strings.SplitSeq(bodyNames, ",") {
		out[strings.Join(strings.Fields(n), " ")] = true
	}
	return out
})

const bodyNames = `bank of mexico,bank of canada,bank of korea,reserve bank of india,reserve bank of australia,people's bank of china,air canada,air india,korean air,japan airlines,moody's,fitch,standard & poor's,boko haram,al-qaeda,al qaeda,isis,isil,islamic state,taliban,fatah,farc,al-shabaab,wagner,gazprom,rosneft,aeroflot,lukoil,sberbank,boeing,airbus,ford,gm,general motors,bmw,volkswagen,vw,porsche,renault,stellantis,fiat,hyundai,kia,volvo,siemens,
	nestle,unilever,pfizer,moderna,astrazeneca,novartis,roche,bayer,basf,bp,exxonmobil,exxon,chevron,totalenergies,eni,equinor,aramco,saudi aramco,goldman sachs,jpmorgan,jpmorgan chase,citigroup,morgan stanley,hsbc,barclays,ubs,credit suisse,deutsche bank,santander,blackrock,berkshire hathaway,
	walmart,costco,starbucks,mcdonald's,coca-cola,pepsico,nike,adidas,intel,amd,ibm,oracle,cisco,dell,qualcomm,broadcom,tsmc,samsung,lg,huawei,xiaomi,alibaba,tencent,baidu,bytedance,tiktok,uber,lyft,airbnb,paypal,mastercard,spotify,disney,paramount,comcast,
	anthropic,deepmind,palantir,salesforce,adobe,zoom,snapchat,snap,linkedin,reddit,telegram,whatsapp,fox news,cnbc,msnbc,nbc,abc,cbs,pbs,npr,politico,axios,bloomberg,the guardian,guardian,financial times,washington post,usa today,al jazeera,xinhua,tass,ria novosti,interfax,kyodo,nhk,yonhap,dpa,deutsche welle,der spiegel,le monde,haaretz,
	panasonic,hitachi,toshiba,fujitsu,mitsubishi,mazda,subaru,suzuki,canon,nikon,rakuten,uniqlo,nippon steel,us steel,maersk,lufthansa,ryanair,british airways,air france,emirates,qantas,lockheed martin,raytheon,northrop grumman,rheinmetall,bae systems,saab,thales,
	manchester united,manchester city,real madrid,fc barcelona,bayern munich,juventus,arsenal,liverpool fc,paris saint-germain,los angeles dodgers,new york yankees`
