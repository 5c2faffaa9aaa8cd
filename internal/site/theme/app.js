// Kiku's script. Every page works without it; with it, traces open beside their
// lines, the keyboard moves between lines, and what is new since the reader's
// last visit is marked. Nothing leaves the reader's device.
(() => {
  "use strict";
  const root = document.documentElement;
  const memory = {
    get(key) { try { return localStorage.getItem("kiku:" + key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem("kiku:" + key, value); } catch { /* private window */ } },
  };
  const theme = memory.get("theme");
  if (theme) root.dataset.theme = theme;
  root.classList.add("js");
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const make = (tag, props = {}, ...children) => {
    const e = Object.assign(document.createElement(tag), props);
    e.append(...children);
    return e;
  };

  function toggle() {
    const button = document.querySelector("[data-toggle]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const dark = getComputedStyle(root).colorScheme === "dark" ||
        (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
      root.dataset.theme = dark ? "light" : "dark";
      memory.set("theme", root.dataset.theme);
    });
  }

  // Ages: how long ago, beside the date that is always printed.
  function ages() {
    const format = new Intl.RelativeTimeFormat(root.lang, { numeric: "auto" });
    for (const t of all("time[data-age]")) {
      const seconds = (new Date(t.dateTime) - Date.now()) / 1000;
      const past = Math.abs(seconds);
      if (!(past < 6 * 86400)) continue;
      const [n, unit] = past < 3600 ? [60, "minute"] : past < 86400 ? [3600, "hour"] : [86400, "day"];
      t.after(" ", make("span", { className: "age", textContent: format.format(Math.round(seconds / n), unit) }));
    }
  }

  // Traces.
  let open = null;
  const lineOf = (node) => node.closest?.(".l");
  const markOf = (line) => line?.querySelector(".m");

  function close(back) {
    if (!open) return;
    const { line, slip } = open;
    open = null;
    slip.remove();
    line.classList.remove("open");
    markOf(line).setAttribute("aria-expanded", "false");
    if (back) markOf(line).focus({ preventScroll: true });
  }

  function show(line, focus) {
    const mark = markOf(line);
    const note = mark && document.getElementById(decodeURIComponent(mark.hash.slice(1)));
    if (!note) return false;
    if (open?.line === line) { close(true); return true; }
    close(false);
    const head = make("p", { className: "slip-head", textContent: document.body.dataset.trace, tabIndex: -1 });
    const shut = make("button", { type: "button", textContent: document.body.dataset.close });
    shut.addEventListener("click", () => close(true));
    const slip = make("aside", { className: "slip" }, make("header", {}, head, shut), ...[...note.childNodes].map((n) => n.cloneNode(true)));
    slip.setAttribute("role", "region");
    slip.setAttribute("aria-label", document.body.dataset.trace);
    slip.lang = root.lang;
    const story = line.closest(".story");
    if (matchMedia("(min-width: 60rem)").matches && !line.closest(".margin")) {
      story.append(slip);
      const top = line.getBoundingClientRect().top - story.getBoundingClientRect().top;
      slip.style.top = Math.max(0, top) + "px";
    } else {
      const block = line.closest("tr")?.closest("table") || line.closest("h1, h2, h3, .qa, p, li") || line;
      const inside = block.matches("li");
      if (inside) { slip.style.gridColumn = "1 / -1"; block.append(slip); } else block.after(slip);
    }
    line.classList.add("open");
    mark.setAttribute("aria-expanded", "true");
    open = { line, slip };
    if (focus) head.focus({ preventScroll: true });
    slip.scrollIntoView({ block: "nearest" });
    return true;
  }

  function step(by) {
    const lines = all(".l").filter((l) => markOf(l) && l.offsetParent);
    let i = lines.indexOf(open?.line || lineOf(document.activeElement));
    if (i < 0) {
      i = lines.findIndex((l) => l.getBoundingClientRect().top > 0);
      i = by > 0 ? i - 1 : i;
    }
    const next = lines[i + by];
    if (!next) return;
    const was = Boolean(open);
    close(false);
    markOf(next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    if (was) show(next, false);
  }

  function traces() {
    const list = document.querySelector("details.traces");
    if (!list) return;
    if (!location.hash.startsWith("#t-")) list.open = false;
    addEventListener("beforeprint", () => { list.open = true; });
    for (const m of all(".m")) { m.setAttribute("role", "button"); m.setAttribute("aria-expanded", "false"); }
    document.addEventListener("click", (e) => {
      const line = lineOf(e.target);
      const link = e.target.closest("a");
      if (!line || !markOf(line) || (link && !link.classList.contains("m"))) {
        if (open && !e.target.closest(".slip")) close(false);
        return;
      }
      if (!String(getSelection()) && show(line, e.detail === 0)) e.preventDefault();
    });
    document.addEventListener("keydown", (e) => {
      if (e.ctrlKey || e.metaKey || e.altKey || e.target.matches("input, textarea, select")) return;
      if (e.key === "Escape") close(true);
      else if (e.key === "j" || (open && e.key === "ArrowDown")) { e.preventDefault(); step(1); }
      else if (e.key === "k" || (open && e.key === "ArrowUp")) { e.preventDefault(); step(-1); }
      else if ((e.key === " " || e.key === "Enter") && e.target.matches(".m")) { e.preventDefault(); show(lineOf(e.target), true); }
    });
  }

  // What is new since this reader's last visit. Which edition of which story was
  // seen, and when, is kept in this browser only; nothing is sent.
  const session = {
    get(key) { try { return sessionStorage.getItem("kiku:" + key); } catch { return null; } },
    set(key, value) { try { sessionStorage.setItem("kiku:" + key, value); } catch { /* private window */ } },
  };
  const record = (text) => {
    try {
      const r = JSON.parse(text);
      return r && Number.isInteger(r.e) ? r : null;
    } catch { return null; }
  };
  const visitKey = (data, story) => "v:" + story + ":" + data.told;
  const pairs = (log) => (log || "").split(" ").filter(Boolean).map((p) => p.split(":").map(Number));
  const moment = (t) => new Date(t).toLocaleString(root.lang, { month: "long", day: "numeric", hour: "numeric", minute: "2-digit" });

  // Stories that have changed since, on lists.
  function changedStories() {
    const words = document.body.dataset;
    for (const row of all("[data-fresh-story]")) {
      const seen = record(memory.get(visitKey(row.dataset, row.dataset.freshStory)));
      const head = row.querySelector("h2, h3");
      if (!seen || !head) continue;
      const n = pairs(row.dataset.log).reduce((sum, [edition, count]) => edition > seen.e ? sum + count : sum, 0);
      if (!n) continue;
      head.classList.add("isnew");
      head.dataset.new = words.newMark;
      head.after(make("p", { className: "since", lang: root.lang, textContent: (n === 1 ? words.changeWord : words.changesWords).replace("{n}", n) }));
    }
  }

  // How long a tab goes on showing what was new when it came to the story, so
  // that a reload, or the story's next page, shows the same.
  const sitting = 2 * 3600e3;

  function seenBefore(key) {
    const kept = session.get(key);
    if (kept) {
      try {
        const { at, seen } = JSON.parse(kept);
        if (Date.now() - at < sitting) return seen;
      } catch { /* written by something else */ }
    }
    const seen = record(memory.get(key));
    session.set(key, JSON.stringify({ at: Date.now(), seen }));
    return seen;
  }

  async function visit() {
    changedStories();
    const data = document.body.dataset;
    if (!data.story || !document.body.classList.contains("p-story")) return;
    const key = visitKey(data, data.story);
    const seen = seenBefore(key);
    memory.set(key, JSON.stringify({ e: Number(data.edition), t: data.asof, w: new Date().toISOString() }));
    if (!seen || seen.e >= Number(data.edition)) return;
    let list = [];
    try {
      const answer = await fetch(data.changesAt);
      if (answer.ok) list = await answer.json();
    } catch { return; }
    const known = new Set();
    const changes = list.filter((i) => i.edition > seen.e).flatMap((i) => i.changes).filter((c) => !known.has(c.id) && known.add(c.id));
    markNew(changes, seen);
    const box = document.querySelector("[data-visit]");
    if (!box) return;
    const head = make("h2", { textContent: box.dataset.head.replace("{when}", moment(seen.w || seen.t)) });
    if (!changes.length) {
      box.replaceChildren(head, make("p", { textContent: box.dataset.reworded }));
      box.hidden = false;
      return;
    }
    const items = changes.map((c) => make("li", {}, make("a", { href: c.at, textContent: c.title })));
    box.replaceChildren(head, make("ul", {}, ...items));
    const oldest = list.at(-1);
    if (oldest && oldest.edition > seen.e + 1 && list.length >= 40) box.append(make("p", { className: "small", textContent: box.dataset.more }));
    if (matchMedia("(pointer: fine)").matches) box.append(make("p", { className: "small", textContent: box.dataset.key }));
    box.hidden = false;
  }

  // Marks of what is new stand at cards, at sections of new events and at the
  // lines that show a change.
  function markNew(changes, seen) {
    const mark = (e) => {
      if (!e || e.closest(".fresh")) return;
      e.classList.add("fresh");
      e.dataset.new = document.body.dataset.newMark;
    };
    for (const c of all(".card[data-fresh]")) if (new Date(c.dataset.fresh) > new Date(seen.t)) mark(c.querySelector("h3"));
    for (const c of changes) {
      if (c.event) mark(document.querySelector(`[data-event="${CSS.escape(c.event)}"] h2`));
      if (c.dispute) mark(document.querySelector(`[data-dispute="${CSS.escape(c.dispute)}"] h3`));
      if (c.on) mark(document.getElementById(c.on));
      if (c.what === "correction" || c.what === "withdrawn") mark(document.querySelector(".corrections h2"));
    }
  }

  // n goes to the next new thing, N to the one before.
  function nextNew(by) {
    const news = all(".fresh, .isnew").filter((e) => e.offsetParent);
    if (!news.length) return;
    const here = news.indexOf(document.activeElement);
    let i = here + by;
    if (here < 0) {
      const below = news.findIndex((e) => e.getBoundingClientRect().top > 0);
      i = by > 0 ? Math.max(0, below) : (below < 0 ? news.length : below) - 1;
    }
    const next = news[(i + news.length) % news.length];
    if (!next.hasAttribute("tabindex")) next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }

  function news() {
    document.addEventListener("keydown", (e) => {
      if (e.ctrlKey || e.metaKey || e.altKey || e.target.matches("input, textarea, select")) return;
      if (e.key === "n" || e.key === "N") { e.preventDefault(); nextNew(e.key === "n" ? 1 : -1); }
    });
    const forget = document.querySelector("[data-forget]");
    if (!forget) return;
    forget.hidden = false;
    forget.addEventListener("click", () => {
      for (const name of ["localStorage", "sessionStorage"]) {
        try {
          const store = window[name];
          for (const key of Object.keys(store)) if (/^kiku:[vs]:/.test(key)) store.removeItem(key);
        } catch { /* private window: nothing was kept */ }
      }
      for (const e of all(".fresh, .isnew")) e.classList.remove("fresh", "isnew");
      for (const e of all("p.since")) e.remove();
      const box = document.querySelector("[data-visit]");
      if (box) box.hidden = true;
      forget.textContent = forget.dataset.forget;
    });
  }

  // Search in the site's own index.
  async function search() {
    const box = document.querySelector("[data-search]");
    if (!box) return;
    const field = box.querySelector("input");
    const list = box.querySelector("[data-found]");
    const say = box.querySelector("[data-result]");
    const asked = new URLSearchParams(location.search).get("q");
    if (asked && !field.value) field.value = asked;
    let index = null;
    const fold = (s) => s.normalize("NFKC").toLowerCase();
    const run = async () => {
      const words = fold(field.value).split(/\s+/).filter(Boolean);
      if (!words.length) { list.replaceChildren(); say.textContent = ""; return; }
      if (!index) {
        const answer = await fetch(box.dataset.search);
        if (!answer.ok) return;
        index = (await answer.json()).map((f) => ({ ...f, title: fold(f.h), all: fold([f.h, f.f, f.w].join(" ")) }));
      }
      const holds = (text) => words.every((w) => text.includes(w));
      const head = index.filter((f) => holds(f.title));
      const found = head.concat(index.filter((f) => !holds(f.title) && holds(f.all)));
      const text = found.length === 0 ? box.dataset.none : found.length === 1 ? box.dataset.one : box.dataset.results;
      say.textContent = text.replace("{n}", found.length).replace("{q}", field.value.trim());
      list.replaceChildren(...found.slice(0, 50).map((f) => {
        const h = make("h2", { lang: f.l }, make("a", { href: f.p, textContent: f.h }));
        const meta = make("p", { className: "meta" }, make("time", { dateTime: f.t, textContent: new Date(f.t).toLocaleString(root.lang, { year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" }) }));
        if (f.x) meta.append(make("span", { className: "fic", textContent: box.dataset.fiction }));
        return make("li", {}, make("div", {}, h, make("p", { className: "first", lang: f.l, textContent: f.f }), meta));
      }));
    };
    let wait;
    field.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(run, 120); });
    box.querySelector("form").addEventListener("submit", (e) => {
      e.preventDefault();
      const url = new URL(location.href);
      url.searchParams.set("q", field.value);
      history.replaceState(null, "", url);
      run();
    });
    if (field.value && !list.children.length) run();
  }

  document.addEventListener("DOMContentLoaded", () => { toggle(); ages(); traces(); news(); visit(); search(); });
})();
