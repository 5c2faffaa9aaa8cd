package fetchtest

import (
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"strings"
	"time"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"
)

// H2Faults are hosts whose HTTP/2 breaks the rules after a good TLS handshake.
// A careful client ends each exchange within its time, whatever the peer does.
func H2Faults() []Fault {
	out := make([]Fault, 0, len(h2Scripts))
	for _, s := range h2Scripts {
		out = append(out, Fault{Name: s.name, set: func(h *Host) {
			h.Door(443, SecureScript("h2", func(c net.Conn) { s.run(newPeer(c)) }))
		}})
	}
	return out
}

var h2Scripts = []struct {
	name string
	run  func(p *peer)
}{
	{"largest frame 0", func(p *peer) {
		p.settings(http2.Setting{ID: http2.SettingMaxFrameSize, Val: 0})
		p.listen()
	}},
	{"no settings", func(p *peer) { p.listen() }},
	{"window of nothing", func(p *peer) {
		p.settings(http2.Setting{ID: http2.SettingInitialWindowSize, Val: 0})
		p.listen()
	}},
	{"no streams allowed", func(p *peer) {
		p.settings(http2.Setting{ID: http2.SettingMaxConcurrentStreams, Val: 0})
		p.listen()
	}},
	{"goes away at once", func(p *peer) {
		p.settings()
		_ = p.f.WriteGoAway(0, http2.ErrCodeNo, nil)
		p.listen()
	}},
	{"goes away on each request", func(p *peer) {
		p.settings()
		p.onRequest = func(uint32) bool { return p.f.WriteGoAway(0, http2.ErrCodeNo, nil) == nil && false }
		p.listen()
	}},
	{"resets each stream", func(p *peer) {
		p.settings()
		p.onRequest = func(id uint32) bool { return p.f.WriteRSTStream(id, http2.ErrCodeRefusedStream) == nil }
		p.listen()
	}},
	{"flood of resets", func(p *peer) {
		p.settings()
		p.onRequest = func(id uint32) bool {
			for p.f.WriteRSTStream(id, http2.ErrCodeCancel) == nil {
			}
			return false
		}
		p.listen()
	}},
	{"flood of pings", func(p *peer) {
		p.settings()
		go p.listen() // else the answers would fill the wire
		for p.f.WritePing(false, [8]byte{1}) == nil {
		}
	}},
	{"flood of settings", func(p *peer) {
		go p.listen()
		for p.f.WriteSettings(http2.Setting{ID: http2.SettingInitialWindowSize, Val: 100}) == nil {
		}
	}},
	{"headers without end", func(p *peer) {
		p.settings()
		p.onRequest = func(id uint32) bool {
			block := p.block(":status", "200", "x-filler", strings.Repeat("x", 8000))
			err := p.f.WriteHeaders(http2.HeadersFrameParam{StreamID: id, BlockFragment: block})
			for err == nil {
				err = p.f.WriteContinuation(id, false, p.block("x-filler", strings.Repeat("y", 8000)))
			}
			return false
		}
		p.listen()
	}},
	{"frame of another stream", func(p *peer) {
		p.settings()
		p.onRequest = func(id uint32) bool { return p.f.WriteData(id+2, false, []byte("not yours")) == nil }
		p.listen()
	}},
	{"body without headers", func(p *peer) {
		p.settings()
		p.onRequest = func(id uint32) bool { return p.f.WriteData(id, true, []byte("too early")) == nil }
		p.listen()
	}},
	{"window past its end", func(p *peer) {
		p.settings()
		p.onRequest = func(id uint32) bool {
			for range 2 {
				if p.f.WriteWindowUpdate(id, 1<<31-1) != nil {
					return false
				}
			}
			return true
		}
		p.listen()
	}},
	{"body by the byte", func(p *peer) {
		p.settings()
		p.onRequest = func(id uint32) bool {
			err := p.f.WriteHeaders(http2.HeadersFrameParam{StreamID: id, BlockFragment: p.block(":status", "200"), EndHeaders: true})
			for err == nil {
				time.Sleep(time.Second)
				err = p.f.WriteData(id, false, []byte("x"))
			}
			return false
		}
		p.listen()
	}},
	{"noise", func(p *peer) {
		_, _ = p.c.Write(bytes.Repeat([]byte("\x00\x00\x09\xff\xff\x80\x00\x00\x00la la la "), 1000))
		p.listen()
	}},
	{"frame longer than it may be", func(p *peer) {
		p.settings()
		head := binary.BigEndian.AppendUint32(nil, 0xffffff<<8) // 16 MiB of DATA
		_, err := p.c.Write(append(head, 0, 0, 0, 0, 1))
		for err == nil {
			_, err = p.c.Write(make([]byte, 16<<10))
		}
	}},
}

// peer is the server's side of an HTTP/2 connection.
type peer struct {
	c         net.Conn
	f         *http2.Framer
	onRequest func(stream uint32) (more bool)
}

func newPeer(c net.Conn) *peer {
	p := &peer{c: c, f: http2.NewFramer(c, c)}
	p.f.AllowIllegalWrites = true
	_, _ = io.ReadFull(c, make([]byte, len(http2.ClientPreface)))
	return p
}

func (p *peer) settings(s ...http2.Setting) { _ = p.f.WriteSettings(s...) }

// listen reads until the client is gone or a request's answer ends it. Pings
// are left alone.
func (p *peer) listen() {
	for {
		frame, err := p.f.ReadFrame()
		if err != nil {
			return
		}
		if head, ok := frame.(*http2.HeadersFrame); ok && p.onRequest != nil && !p.onRequest(head.StreamID) {
			return
		}
	}
}

// block packs header fields, given in pairs.
func (p *peer) block(fields ...string) []byte {
	var b bytes.Buffer
	enc := hpack.NewEncoder(&b)
	for i := 0; i+1 < len(fields); i += 2 {
		_ = enc.WriteField(hpack.HeaderField{Name: fields[i], Value: fields[i+1]})
	}
	return b.Bytes()
}
