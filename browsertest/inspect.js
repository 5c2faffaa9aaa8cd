// Looks at the page as it stands and returns what is wrong with it, one
// sentence each. What it asks for is in the functions' names.
(() => {
  const faults = [];
  const fault = (text, el) => faults.push(el ? text + ": " + show(el) : text);
  const show = el => el.outerHTML.replace(/\s+/g, " ").slice(0, 120);
  const all = sel => [...document.querySelectorAll(sel)];
  const visible = el => el.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const hidden = el => el.closest('[aria-hidden="true"], [hidden], template');

  function theDocumentSaysWhatItIs() {
    if (!/^[a-z]{2}/.test(document.documentElement.lang)) fault("html has no lang");
    if (!document.title.trim()) fault("no title");
    if (!document.querySelector('meta[name="viewport"]')) fault("no viewport");
    if (all("main").length !== 1) fault("main landmarks: " + all("main").length);
    const h1 = all("h1").filter(visible);
    if (h1.length !== 1) fault("visible h1: " + h1.length);
  }

  function headingsDoNotSkipALevel() {
    let before = 0;
    for (const h of all("h1, h2, h3, h4, h5, h6").filter(visible)) {
      const level = +h.tagName[1];
      if (level > before + 1 && before > 0) fault("heading skips from h" + before, h);
      before = level;
    }
  }

  function idsAreUnique() {
    const seen = new Set();
    for (const el of all("[id]")) {
      if (seen.has(el.id)) fault("id twice", el);
      seen.add(el.id);
    }
  }

  function referencesResolve() {
    for (const attr of ["for", "aria-controls", "aria-labelledby", "aria-describedby"]) {
      for (const el of all("[" + attr + "]")) {
        for (const id of el.getAttribute(attr).split(/\s+/)) {
          if (id && !document.getElementById(id)) fault(attr + " leads nowhere", el);
        }
      }
    }
    for (const el of all('a[href^="#"]')) {
      const id = decodeURIComponent(el.getAttribute("href").slice(1));
      if (id && !document.getElementById(id)) fault("link leads nowhere on the page", el);
    }
  }

  function nameOf(el) {
    const by = el.getAttribute("aria-labelledby");
    if (by) return by.split(/\s+/).map(id => document.getElementById(id)?.textContent ?? "").join(" ").trim();
    const own = el.getAttribute("aria-label") || el.getAttribute("title") || el.textContent;
    if (own.trim()) return own.trim();
    return [...el.querySelectorAll("img[alt], svg[aria-label], svg title")]
      .map(x => x.getAttribute("alt") || x.getAttribute("aria-label") || x.textContent).join(" ").trim();
  }

  function everythingHasAName() {
    for (const el of all("a[href], button, summary")) {
      if (visible(el) && !hidden(el) && !nameOf(el)) fault("no name", el);
    }
    for (const el of all("input, select, textarea")) {
      if (el.type === "hidden" || el.type === "submit" || !visible(el)) continue;
      if (!el.labels?.length && !el.getAttribute("aria-label") && !el.getAttribute("aria-labelledby")) fault("no label", el);
    }
    for (const el of all("img")) if (!el.hasAttribute("alt")) fault("no alt", el);
    for (const el of all("svg")) {
      if (hidden(el) || el.closest("svg svg")) continue;
      if (el.getAttribute("role") !== "img") fault("drawing is neither role=img nor aria-hidden", el);
      else if (!nameOf(el) && !el.getAttribute("aria-label")) fault("drawing has no text", el);
    }
  }

  function nothingIsWiderThanTheScreen() {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return;
    const wide = all("body *").filter(el => {
      const box = el.getBoundingClientRect();
      return visible(el) && box.width > 0 && box.right > width + 1 && !el.closest("[data-scroll]");
    });
    fault("page is " + document.documentElement.scrollWidth + " px wide on a screen of " + width, wide[wide.length - 1] ?? document.body);
  }

  // Contrast of text against the nearest solid background, as WCAG 2 AA asks.
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  function rgba(colour) {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  }
  function luminance([r, g, b]) {
    const [x, y, z] = [r, g, b].map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  }
  function behind(el) {
    for (; el; el = el.parentElement) {
      const style = getComputedStyle(el);
      if (style.backgroundImage !== "none") return null; // a picture: not judged
      const colour = rgba(style.backgroundColor);
      if (colour[3] > 250) return colour;
      if (colour[3] > 5) return null; // see-through: not judged
    }
    return rgba(getComputedStyle(document.documentElement).colorScheme.includes("dark") && matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#fff");
  }
  function textStandsOutFromItsBackground() {
    const seen = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const el = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || seen.has(el) || hidden(el) || !visible(el) || el.closest("svg, script, style, noscript")) continue;
      seen.add(el);
      const back = behind(el);
      if (!back) continue;
      const style = getComputedStyle(el);
      const ink = rgba(style.color);
      if (ink[3] < 250) continue;
      const [a, b] = [luminance(ink), luminance(back)].sort((x, y) => y - x);
      const ratio = (a + 0.05) / (b + 0.05);
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700);
      if (ratio < (large ? 3 : 4.5)) fault("contrast " + ratio.toFixed(2), el);
    }
  }

  // Text of two elements must not lie on one another. A line's box is higher than
  // its letters, so a third of a line may be shared.
  function textDoesNotOverlap() {
    const boxes = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const el = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || !visible(el) || el.closest(".slip, .hide, .skip, script, style, noscript, template, title")) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      for (const box of range.getClientRects()) if (box.width > 1 && box.height > 1) boxes.push({ el, box: seen(el, box) });
    }
    boxes.sort((a, b) => a.box.top - b.box.top);
    for (let i = 0; i < boxes.length; i++) {
      const a = boxes[i].box;
      for (let j = i + 1; j < boxes.length && boxes[j].box.top < a.bottom; j++) {
        const b = boxes[j].box;
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - b.top;
        if (wide > 2 && high > 0.4 * Math.min(a.bottom - a.top, b.bottom - b.top)) {
          fault('text "' + boxes[i].el.textContent.trim().slice(0, 40) + '" lies on', boxes[j].el);
          break;
        }
      }
    }
  }
  // What of a box is seen in the box that scrolls it; below the column that stays
  // in sight nothing is.
  function seen(el, box) {
    const frame = el.closest("[data-scroll], .beside")?.getBoundingClientRect();
    if (!frame) return box;
    const stays = el.closest("tr")?.firstElementChild;
    const left = stays && !stays.contains(el) ? Math.max(frame.left, stays.getBoundingClientRect().right) : frame.left;
    return { left: Math.max(box.left, left), right: Math.min(box.right, frame.right), top: Math.max(box.top, frame.top), bottom: Math.min(box.bottom, frame.bottom) };
  }

  // A mark stands on the line of the character before it.
  function noMarkStandsAlone() {
    for (const mark of all(".l .m")) {
      const before = mark.previousSibling;
      if (!visible(mark) || mark.closest(".slip") || before?.nodeType !== Node.TEXT_NODE) continue;
      const range = document.createRange();
      range.selectNodeContents(before);
      const rects = range.getClientRects();
      const last = rects[rects.length - 1];
      const box = mark.getBoundingClientRect();
      if (last && (box.top + box.bottom) / 2 > last.bottom) fault("mark alone on its line", mark.closest(".l"));
    }
  }

  theDocumentSaysWhatItIs();
  textDoesNotOverlap();
  noMarkStandsAlone();
  headingsDoNotSkipALevel();
  idsAreUnique();
  referencesResolve();
  everythingHasAName();
  nothingIsWiderThanTheScreen();
  textStandsOutFromItsBackground();
  return faults;
})()
