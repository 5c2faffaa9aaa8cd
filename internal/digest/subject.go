package digest

import "regexp"

// subjects are what a section may be about, as far as a guest has something of
// their own to say of it. They are looked for only in light sections.
var subjects = []struct {
	name  string
	words *regexp.Regexp
}{
	{"about_food", regexp.MustCompile(`(?i)\b(food prices|rice|bread|restaurants?|recipes?|chefs?|cooking|groceries|dishes|cheese|chocolate|coffee|wine|beer)\b|食品|料理|米価|コメ[のがをは]|(?:^|[^ァ-ヶー])パン(?:[^ァ-ヶー]|$)|野菜|給食|食堂|日本酒|お酒`)},
	{"about_prices", regexp.MustCompile(`(?i)\b(inflation|prices?|cost of living|tariffs?|taxe?s|budgets?|wages?|pensions?)\b|物価|値上げ|値下げ|価格|関税|税金|増税|減税|消費税|予算|賃金|年金`)},
	{"about_weather", regexp.MustCompile(`(?i)\b(weather|rainfall|heatwaves?|snow\w*|temperatures?|forecasters?)\b|天気|気温|降雨|猛暑|大雪|梅雨|気象`)},
	{"about_sea", regexp.MustCompile(`(?i)\b(fish\w*|herring|harbours?|harbors?|trawlers?|boats?|ferry|ferries|quays?)\b|漁業|漁師|漁船|漁獲|漁港|ニシン|(?:^|[^空香])港[のがをはで、]|フェリー|客船|海峡`)},
	{"about_roads", regexp.MustCompile(`(?i)\b(bridges?|roads?|motorways?|highways?|tunnels?)\b|橋[のがをはで、]|道路|トンネル|通行`)},
	{"about_rail", regexp.MustCompile(`(?i)\b(trains?|railways?|rail|tram|subway|metro|bus(es)?)\b|鉄道|列車|電車|新幹線|地下鉄|(?:^|[^ァ-ヶー])バス(?:[^ァ-ヶー]|$)`)},
	{"about_air", regexp.MustCompile(`(?i)\b(airlines?|airports?|flights?|jets?|planes?|aircraft)\b|空港|航空|旅客機|飛行機`)},
	{"about_school", regexp.MustCompile(`(?i)\b(schools?|universit\w+|students?|teachers?|pupils?|classrooms?|exams?)\b|学校|大学|学生|生徒|児童|教員|授業|試験`)},
	{"about_machines", regexp.MustCompile(`(?i)\b(artificial intelligence|AI|chatbots?|smartphones?|software|apps?|computers?|algorithms?|robots?|chips?)\b|人工知能|(?:^|[^A-Za-z])AI(?:[^A-Za-z]|$)|スマートフォン|アプリ|ロボット|半導体|検索`)},
	{"about_space", regexp.MustCompile(`(?i)\b(space|rockets?|satellites?|moon|planets?|astronauts?|telescopes?|scientists?|researchers?)\b|宇宙|ロケット|衛星|惑星|望遠鏡|研究|科学`)},
	{"about_animals", regexp.MustCompile(`(?i)\b(animals?|dogs?|cats?|birds?|whales?|bears?|wildlife|species|zoos?|horses?)\b|動物|愛犬|犬[のがをは]|猫[のがをは]|野鳥|渡り鳥|クジラ|クマ[のがをは]|熊[のがをは]|生き物`)},
	{"about_games", regexp.MustCompile(`(?i)\b(match|league|champions?|championship|goals?|coach|tournament|playoffs?|trophy|title race|midfielder|striker)\b|試合|優勝|監督|選手|得点|大会|リーグ|決勝`)},
	{"about_stage", regexp.MustCompile(`(?i)\b(films?|movies?|festivals?|songs?|singers?|albums?|actors?|actress|directors?|museums?|novels?|paintings?|eurovision|cannes)\b|映画|音楽|俳優|歌手|作品|美術館|博物館|小説|祭り|フェスティバル`)},
	{"about_work", regexp.MustCompile(`(?i)\b(workers?|unions?|jobs?|layoffs?|employees?|staff|resign\w*|strikers|hiring)\b|労働|組合|雇用|社員|職員|辞任|辞職|人事`)},
	{"about_power", regexp.MustCompile(`(?i)\b(electricity|power (plant|grid|cuts?)|energy|oil|gas|solar|wind farms?|batter(y|ies))\b|(?:^|[^\p{Han}])電力|停電|発電|エネルギー|原油|天然ガス|都市ガス|太陽光|電池`)},
	{"about_homes", regexp.MustCompile(`(?i)\b(housing|homes|rents?|tenants?|mortgages?|apartments?|neighbou?rhoods?)\b|住宅|家賃|住民|団地|マンション`)},
	{"about_talks", regexp.MustCompile(`(?i)\b(talks|negotiat\w+|summit|treaty|pact|accord|delegation|envoys?)\b|交渉|協議|会談|首脳|条約|協定|特使`)},
}

// about returns the subjects of a section: those that its heading, its answer or
// the title of a card names, and another of its lines as well. What a report only
// mentions is not what its section is about.
func about(s *Section) []string {
	var out []string
	for _, subject := range subjects {
		named, hits := false, 0
		for _, l := range []Line{s.Heading, s.Answer} {
			if subject.words.MatchString(l.Text) {
				named, hits = true, hits+1
			}
		}
		for _, card := range s.Cards {
			if subject.words.MatchString(card.Title.Text) {
				named, hits = true, hits+1
			}
			for _, p := range card.Points {
				if subject.words.MatchString(p.Text) {
					hits++
				}
			}
		}
		if named && hits >= 2 {
			out = append(out, subject.name)
		}
	}
	return out
}
