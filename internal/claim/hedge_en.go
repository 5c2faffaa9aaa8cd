package claim

import (
	"kiku/internal/language/pattern"
)

var hedgeEn = pattern.MustCompile(`(?i)\b(` +
	`may|might|could|would|should|can|` +
	`perhaps|maybe|possibly|probably|likely|unlikely|potentially|presumably|apparently|seemingly|supposedly|purportedly|ostensibly|` +
	`possible|possibility|probable|potential|expected|expects?|projected|forecasts?|estimated?|estimates|scheduled|planned|plans?|planning|intends?|intention|prospects?|` +
	`reportedly|allegedly|alleged|alleges?|accused|according|claim(?:s|ed|ing)?|rumou?red|unconfirmed|preliminary|initial|provisional|tentative(?:ly)?|` +
	`believed|thought to|said to|understood to|suspected|suspects?|suggest(?:s|ed|ing)?|appear(?:s|ed)?|appearing|seem(?:s|ed)?|` +
	`if|unless|until|provided|whether|otherwise|only|assuming|conditional|condition|conditions|depending|depends?|in case|as long as|except|` +
	`about|around|approximately|roughly|nearly|almost|at least|at most|up to|as many as|as much as|some \d+|more than|less than|fewer than|over \d+|under \d+|` +
	`consider(?:s|ed|ing)?|mull(?:s|ed|ing)?|weigh(?:s|ed|ing)|seek(?:s|ing)?|hope(?:s|d)?|aim(?:s|ed)?|wants?|tried|tries|trying|attempt(?:s|ed)?|threaten(?:s|ed|ing)?|proposed|partial(?:ly)?|partly|effectively|de facto` +
	`)\b`)

var negationEn = pattern.MustCompile(`(?i)\b(` +
	`not|no|never|none|nobody|nothing|nowhere|neither|nor|cannot|without|hardly|barely|scarcely|` +
	`[a-z]+n['’]t|` +
	`den(?:y|ies|ied|ying|ial)|reject(?:s|ed|ing)?|refus(?:e|es|ed|ing|al)|fail(?:s|ed|ing|ure)?|lack(?:s|ed|ing)?|declin(?:e|es|ed|ing) to|` +
	`rul(?:e|es|ed|ing) out|stop(?:s|ped)?|halt(?:s|ed)?|suspend(?:s|ed)?|cancel(?:s|led|ed)?|withdr(?:aw|ew|awn)|abandon(?:s|ed)?|dismiss(?:es|ed)?|instead of|rather than|far from|unable|impossible|false|untrue` +
	`)\b`)
