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
    if (matchMedia("(min-width: 60rem)").matches) {
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

  // What is new since this reader's last visit: times only, on this device only.
  function visit() {
    const story = document.body.dataset.story;
    const mark = document.body.dataset.newMark;
    for (const row of all("[data-fresh-story]")) {
      const seen = memory.get("s:" + row.dataset.freshStory);
      const head = row.querySelector("h2, h3");
      if (seen && head && new Date(row.dataset.asof) > new Date(seen)) {
        head.classList.add("isnew");
        head.dataset.new = mark;
      }
    }
    if (!story || !document.body.classList.contains("p-story")) return;
    const seen = memory.get("s:" + story);
    const asof = document.body.dataset.asof;
    if (seen && new Date(asof) > new Date(seen)) {
      const later = (list, key) => list.filter((e) => new Date(e.dataset[key]) > new Date(seen));
      const cards = later(all(".card[data-fresh]"), "fresh");
      for (const c of cards) { const h = c.querySelector("h3"); h.classList.add("fresh"); h.dataset.new = mark; }
      const moments = later(all("[data-moment]"), "moment");
      const box = document.querySelector("[data-visit]");
      if (box && (cards.length || moments.length)) {
        const when = new Date(seen).toLocaleDateString(root.lang, { month: "long", day: "numeric" });
        const parts = [];
        if (cards.length) parts.push(box.dataset.reports.replace("{n}", cards.length));
        if (moments.length) parts.push(box.dataset.moments.replace("{n}", moments.length));
        box.textContent = box.dataset.head.replace("{when}", when) + " " + parts.join(root.lang === "ja" ? "、" : ", ");
        box.hidden = false;
      }
    }
    if (!seen || new Date(asof) > new Date(seen)) {
      // Kept until the reader leaves, so that a reload still shows what is new.
      addEventListener("pagehide", () => memory.set("s:" + story, asof));
    }
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

  document.addEventListener("DOMContentLoaded", () => { toggle(); ages(); traces(); visit(); search(); });
})();
