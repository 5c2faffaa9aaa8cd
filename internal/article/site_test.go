package article_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"kiku/internal/article"
)

// boilerplate is a line that no general rule can know.
const boilerplate = "The Harbour Post thanks the friends of the pier for the coffee that was drunk while these lines were set."

func sitePage(i int) []byte {
	return fmt.Appendf(nil, `<html><head><title>Report %[1]d of the harbour</title></head><body><article><h1>Report %[1]d of the harbour</h1>
<p>On day %[1]d of the repairs the ferry of Norhaven stayed in the harbour, and captain number %[1]d could not say when it would sail again.</p>
<p>About %[1]d hundred people waited on the pier, and mayor Odd Lien promised them an answer before day %[1]d was over, the council said.</p>
<p>%[2]s</p></article></body></html>`, i, boilerplate)
}

func TestSiteRemembersWhatItsPagesRepeat(t *testing.T) {
	t.Parallel()
	var site article.Site
	read := func(i int) article.Page {
		p, err := article.FromPage(sitePage(i), fmt.Sprintf("https://post.example/%d", i), article.Told{Site: &site})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	for i := range 6 {
		p := read(i)
		for range 5 { // the same page again is not another page
			site.Learn(p)
		}
		kept, err := json.Marshal(site)
		if err != nil {
			t.Fatal(err)
		}
		site = article.Site{}
		if err := json.Unmarshal(kept, &site); err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(site)
		if err != nil || string(again) != string(kept) {
			t.Fatalf("the memory changes when it is kept: %v", err)
		}
		if i == 0 && !strings.Contains(read(0).Article.Text(), boilerplate) {
			t.Error("one page is no repetition")
		}
	}
	p := read(9)
	if strings.Contains(p.Article.Text(), boilerplate) || len(p.Article.Paragraphs) != 2 {
		t.Errorf("paragraphs %q", p.Article.Paragraphs)
	}
	if p := read(3); len(p.Article.Paragraphs) != 2 {
		t.Errorf("a report's own text is taken for the site's: %q", p.Article.Paragraphs)
	}
}

func TestSiteStaysSmall(t *testing.T) {
	t.Parallel()
	var site article.Site
	for i := range 200 {
		p := article.Page{Article: article.Article{ID: article.ID(fmt.Sprint(i))}, Blocks: []uint64{7, 8}}
		for k := range 100 {
			p.Blocks = append(p.Blocks, uint64(1000+i*100+k))
		}
		site.Learn(p)
	}
	kept, err := json.Marshal(site)
	if err != nil || len(kept) > 200_000 || !strings.Contains(string(kept), "[7,200,") {
		t.Errorf("%d bytes, %v", len(kept), err)
	}
}
