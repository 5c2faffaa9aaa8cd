package theme

// month says in words what the sparkline of a source shows.
func month(w *Words, s DeskSource) string {
	items, errors := s.totals()
	if items+errors == 0 {
		return w.T("spark.none")
	}
	return w.T("spark.words", "items", w.T("spark.items", "n", items), "errors", w.T("spark.errors", "n", errors))
}

// totals are the items and errors of the days shown.
func (s DeskSource) totals() (items, errors int) {
	for _, d := range s.Days {
		items += d.Items
		errors += d.Errors
	}
	return items, errors
}
