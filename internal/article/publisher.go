package article

func publisherName(given, canonical string) string { return given }
