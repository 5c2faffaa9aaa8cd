package fetch

import (
	"embed"
	"encoding/csv"
	"fmt"
	"net/netip"
	"strings"
)

// Block is a row of IANA's registries of special-purpose addresses (RFC 6890).
type Block struct {
	Prefix netip.Prefix
	Name   string // as the registry has it: "Private-Use"
}

// Registries are the file names of IANA's two registries, as IANA calls them.
var Registries = []string{"iana-ipv4-special-registry-1.csv", "iana-ipv6-special-registry-1.csv"}

//go:embed iana/*.csv
var registryFiles embed.FS

// special are all blocks of both registries. What stands there is refused even
// where IANA says "globally reachable": those rows are anycast services and
// tunnels (AS112, AMT, TURN, NAT64), and no newspaper is in any of them.
var special = mustRegistries()

func mustRegistries() []Block {
	var all []Block
	for _, name := range Registries {
		data, err := registryFiles.ReadFile("iana/" + name)
		if err != nil {
			panic(err) // embedded: the file is there or the program is not built
		}
		blocks, err := ParseRegistry(data)
		if err != nil {
			panic(err) // TestRegistriesAreWhole
		}
		all = append(all, blocks...)
	}
	return all
}

// leastBlocks is fewer rows than either registry has had since 2015: an answer
// with less is not the registry.
const leastBlocks = 15

// ParseRegistry reads one of IANA's registries. It fails unless the bytes are
// such a table, with rows enough and the block of loopback in it: a table that
// lost a row would open a network.
func ParseRegistry(data []byte) ([]Block, error) {
	rows, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("registry: %w", err)
	}
	if len(rows) == 0 || len(rows[0]) < 2 || rows[0][0] != "Address Block" || rows[0][1] != "Name" {
		return nil, fmt.Errorf("registry: the first row is not that of IANA's tables")
	}
	var blocks []Block
	loopback := false
	for i, row := range rows[1:] {
		// A cell may hold two blocks and footnotes: "192.0.0.0/24 [2]".
		for cell := range strings.SplitSeq(row[0], ",") {
			cell, _, _ = strings.Cut(strings.TrimSpace(cell), " ")
			p, err := netip.ParsePrefix(cell)
			if err != nil || p != p.Masked() {
				return nil, fmt.Errorf("registry: row %d: %q is not a block of addresses", i+2, cell)
			}
			blocks = append(blocks, Block{p, strings.Trim(row[1], `"`)})
			loopback = loopback || p.Addr().IsLoopback() || p.Contains(netip.AddrFrom4([4]byte{127, 0, 0, 1}))
		}
	}
	if len(blocks) < leastBlocks || !loopback {
		return nil, fmt.Errorf("registry: %d blocks, loopback %v: not whole", len(blocks), loopback)
	}
	return blocks, nil
}
