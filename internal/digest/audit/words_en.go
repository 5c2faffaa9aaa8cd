package audit

import "regexp"

// What an English page's words are: kinds of words, no names.

var remarkEndEn = regexp.MustCompile(`(?i)^(let us|let's|well,|wow|hmm|oh,|so,|now,|i |i'm |i'll |we )|(let us see|let's see|stay tuned|isn't it\?|don't you think\?|keep an eye on|i wonder|fingers crossed)`)

var dialectEn = regexp.MustCompile(`(?i)\b(gonna|wanna|gotta|kinda|ain't|y'all|dunno|omg|lol|dude|innit|yikes|whoa|wow|awesome|crazy, right|sheesh|folks|ugh|lmao|can't even|totally (wild|insane|crazy)|no cap|literally (can't|dying)|holy (cow|moly)|oh my( god)?|blimey|crikey|bloody hell|fingers crossed|buckle up|popcorn|what a (ride|mess|rollercoaster)|am i right|are the worst|couldn't make (it|this) up|mind[ -]blown|super (excited|cool)|so cool)\b`)

var chatEn = regexp.MustCompile(`(?i)^(wow|hmm+|well well|oh boy|yikes|whoa|phew|gosh|geez|um+|uh)\b`)

var fillerEn = regexp.MustCompile(`(?i)\b(only time will tell|stay tuned|what a story|watch this space|the whole world is watching)\b`)

var menuEn = []string{"menu", "logo", "opener", "login", "log in", "sign in", "sign up", "subscribe", "newsletter", "cookie", "privacy", "terms of use", "share", "search", "home", "skip to content", "advertisement", "toggle", "follow us", "facebook", "twitter", "whatsapp", "email", "print", "bookmark"}

var rankingEn = regexp.MustCompile(`(?i)\b(most read|most viewed|access ranking|trending now|related articles|sign up for|subscribe to|advertisement|click here)\b`)

var inferEn = regexp.MustCompile(`(?i)\b(seems? to|appears? to|apparently|might|may (well )?(be|have|become|mark|turn|change)|could (well )?(be|become|mark|turn|change|reshape|have)|it is (believed|thought|said|rumou?red|reported)|reportedly|allegedly|is likely to|are likely to|presumably|no doubt|clearly wants|aims? to|is aiming|are aiming|is expected to|turning point|sign that|signals? that|it (was|is|has been) (claimed|suggested|feared|alleged|understood)|seems? likely|looks? (likely|set) to|clearly|obviously|inevitabl[ey]|bound to|is no secret that|meant to send|widely seen as|poised to|game.?changer)\b`)

var judgeEn = regexp.MustCompile(`(?i)\b(disrespectful|shameful|arrogant|reckless|heroic|outrageous|disgraceful|cowardly|brilliant|foolish|threatening remarks|irresponsible|cynical|cunning)\b`)

var causeEn = regexp.MustCompile(`(?i)\bthis (move|step|decision|development|statement) (has|is|will|could|may) .*(shak|chang|caus|push|affect|send|reshap)`)

var sourcedEn = regexp.MustCompile(`(?i)\b(according to|said|says|told|announced|warned|claimed|argued|wrote|reported that|stated|added|believes?|predict(s|ed)|estimated|noted|suggested)\b`)

// softEn are the stems of words that carry no fact of their own.
const softEn = `say said tell told announc state report accord show suggest indic express note add new first last next week month year today time
make take get go come become see look want need use way part mani much also still now situat develop posit statement remark issu matter
presid minist prime leader govern offici countri peopl person thing plan meet hold held continu begin start way move respons`

// alikeEn are stems that may stand for each other in a shortened telling.
const alikeEn = `war fight invas conflict
kill dead die death
agreement deal accord pact
criticis critic condemn blast slam criticiz
demand urg call ask
injur wound hurt
oppos reject refus
support back endors
truce ceasefir ceas`
