package main

// commands is the command line: the global flags and one field a command, in
// the order in which a newcomer needs them.
type commands struct {
	global

	Serve     serveCmd     `cmd:"" help:"Everything in one process: fetch, tell, build, serve."`
	Work      workCmd      `cmd:"" help:"A worker beside kiku serve."`
	Add       addCmd       `cmd:"" help:"Follow more sources."`
	List      listCmd      `cmd:"" help:"Print the sources that are followed."`
	Show      showCmd      `cmd:"" help:"Print everything about a source."`
	Remove    removeCmd    `cmd:"" help:"Stop following sources."`
	Pause     pauseCmd     `cmd:"" help:"Leave sources unasked for a while."`
	Resume    resumeCmd    `cmd:"" help:"Ask paused sources again."`
	Release   releaseCmd   `cmd:"" help:"Take in what is held of a source."`
	Export    exportCmd    `cmd:"" help:"Write the list of sources as OPML."`
	Import    importCmd    `cmd:"" help:"Bring in reports that are already here."`
	Fetch     fetchCmd     `cmd:"" help:"Ask the feeds that are due, or some, once."`
	Build     buildCmd     `cmd:"" help:"Write the whole site as static files."`
	Check     checkCmd     `cmd:"" help:"Check every printed line of a built site."`
	Audit     auditCmd     `cmd:"" help:"Look for defects on any digest page."`
	Why       whyCmd       `cmd:"" help:"Say where an article is and why."`
	Recompute recomputeCmd `cmd:"" help:"Decide again from what is stored."`
	Eval      evalCmd      `cmd:"" help:"Measure quality on labelled sets."`
	Config    configCmd    `cmd:"" help:"Print the settings and where they come from."`
	Doctor    doctorCmd    `cmd:"" help:"Look for what is wrong with the installation."`
	Version   versionCmd   `cmd:"" help:"Print the version."`
}
