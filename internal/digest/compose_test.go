package digest

import (
	"kiku/internal/story"
)

// sampleStory is a story of one event with two English reports and one
// Japanese one.
func sampleStory() story.Story {
	return story.Story{ID: "s1", Events: []story.Event{{ID: "e1", Articles: []story.Member{
		{Article: "a", Publisher: "Harbour Post", Lang: "en"},
		{Article: "b", Publisher: "Vale Courier", Lang: "en"},
		{Article: "c", Publisher: "湾岸日報", Lang: "ja"},
	}}}}
}
