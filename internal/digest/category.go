package digest

import "strings"

// categoryWords are the words by which a story's category is told; a tag or
// title word counts once a report.
var categoryWords = map[Category][]string{
	Sport: {"match", "league", "cup", "coach", "striker", "tournament", "olympic", "football", "soccer", "basketball", "tennis", "cricket", "nba", "nfl", "mlb", "playoff", "goal", "championship",
		"試合", "優勝", "選手", "リーグ", "監督", "五輪", "野球", "サッカー", "相撲", "決勝"},
	Business: {"stock", "shares", "market", "tariff", "tariffs", "trade", "economy", "bank", "inflation", "earnings", "investor", "investors", "price", "prices", "company", "bond", "bonds", "oil", "fed", "ceo", "retailer", "bitcoin", "debt", "tax",
		"株", "市場", "関税", "経済", "銀行", "物価", "企業", "日銀", "円安", "円高", "値上げ", "価格", "半導体", "業績", "投資"},
	Science: {"study", "scientists", "researchers", "nasa", "climate", "vaccine", "health", "virus", "disease", "cancer", "ai", "space", "species", "hospital",
		"研究", "科学", "宇宙", "気候", "ワクチン", "感染", "病院", "医療", "人工知能", "地震", "台風"},
	Culture: {"film", "movie", "music", "singer", "actor", "actress", "museum", "festival", "book", "eurovision", "cannes", "art", "show", "celebrity",
		"映画", "音楽", "美術館", "祭り", "祭", "展", "俳優", "歌手", "文化", "博物館"},
	Politics: {"election", "parliament", "senate", "congress", "minister", "government", "party", "vote", "bill", "lawmakers", "republican", "democrat", "republicans", "democrats", "president", "governor", "mayor", "council", "policy", "cabinet",
		"選挙", "国会", "首相", "政権", "議会", "与党", "野党", "法案", "知事", "市長", "町長", "内閣", "投票", "議員"},
	Society: {"police", "court", "arrested", "shooting", "killed", "crash", "fire", "murder", "school", "trial", "jail", "inmate", "suspect", "victims", "accident", "storm", "flood",
		"警察", "逮捕", "裁判", "事故", "火災", "事件", "容疑", "学校", "死亡", "けが", "被害", "判決"},
	World: {"ukraine", "russia", "gaza", "israel", "china", "iran", "ceasefire", "talks", "summit", "sanctions", "diplomat", "diplomats", "embassy", "war", "troops", "treaty", "foreign", "un", "eu", "nato", "military", "missile",
		"停戦", "外交", "首脳", "条約", "制裁", "軍", "会談", "協定", "協議", "国連", "外相", "交渉"},
}

// categoryOrder breaks ties: the particular before the general.
var categoryOrder = []Category{Sport, World, Business, Culture, Science, Society, Politics}

// categoryOf counts category words in titles and tags and takes the most
// frequent category; society when none is found.
func categoryOf(reports []*report) Category {
	count := map[Category]float64{}
	for _, r := range reports {
		title := " " + strings.ToLower(r.article.Title) + " "
		words := map[string]bool{}
		for _, w := range strings.FieldsFunc(title, func(c rune) bool { return !wordRune(c) && c != '\'' }) {
			words[w] = true
		}
		for _, tag := range r.article.Tags {
			words[strings.ToLower(tag)] = true
		}
		for cat, list := range categoryWords {
			for _, w := range list {
				if words[w] || unspaced(firstRune(w)) && strings.Contains(title, w) {
					count[cat]++
				}
			}
		}
	}
	best := Society
	for _, cat := range categoryOrder {
		if count[cat] > count[best] {
			best = cat
		}
	}
	return best
}
