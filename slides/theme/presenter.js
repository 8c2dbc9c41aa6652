// The speaker's own window: notes, next slide, clock, timer and pace.
// It is an empty window that the deck fills by itself. From file:// a browser
// lets no two files talk to one another, but an empty window belongs to the
// page that opened it.
const Presenter = (() => {
  "use strict";
  let view = null;
  let slides = [];
  let words = {};
  let index = 0;
  const timer = { before: 0, since: null };

  const place = (name) => view.document.querySelector(`[data-show="${name}"]`);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const pad = (number) => String(number).padStart(2, "0");
  const elapsed = () => timer.before + (timer.since ? Date.now() - timer.since : 0);

  function open(sections, given) {
    [slides, words] = [sections, given];
    if (view && !view.closed) return view.focus(), true;
    view = window.open("", "", "popup,width=1120,height=720");
    if (!view) return false;
    build();
    follow(Reveal.getIndices().h);
    // Its own timer: a browser slows down those of a window behind others.
    view.setInterval(tick, 500);
    tick();
    return true;
  }

  function build() {
    const page = view.document;
    // Without a document type, a table does not take over the colour around it.
    page.open();
    page.write("<!DOCTYPE html><html><head></head><body></body></html>");
    page.close();
    page.documentElement.lang = document.documentElement.lang;
    page.title = `${words.presenter_title} · ${document.title}`;
    document.querySelectorAll("head > style").forEach((style) => page.head.append(page.importNode(style, true)));
    page.body.append(page.importNode(document.getElementById("presenter").content, true));
    page.body.className = "presenter";
    page.addEventListener("keydown", onKey);
    page.addEventListener("click", (event) => {
      act(event.target.dataset.do);
      // After a click with the mouse, the space bar turns slides again.
      if (event.detail) page.activeElement.blur();
    });
    view.addEventListener("resize", scalePreview);
  }

  function act(what) {
    if (what === "next") Reveal.next();
    if (what === "previous") Reveal.prev();
    if (what === "toggle") toggle();
    if (what === "reset") reset();
  }

  function onKey(event) {
    if (event.key === "b") Reveal.togglePause();
    if (event.target.closest("button") && [" ", "Enter"].includes(event.key)) return;
    const forward = ["ArrowRight", "PageDown", " ", "n"].includes(event.key);
    if (!forward && !["ArrowLeft", "PageUp", "p"].includes(event.key)) return;
    event.preventDefault();
    act(forward ? "next" : "previous");
  }

  function toggle() {
    timer.before = elapsed();
    timer.since = timer.since ? null : Date.now();
    view.document.querySelector('[data-do="toggle"]').textContent = timer.since ? words.pause : words.start;
    tick();
  }

  function reset() {
    timer.before = 0;
    timer.since = timer.since && Date.now();
    tick();
  }

  function follow(number) {
    index = number;
    if (!view || view.closed) return;
    place("title").textContent = heading(slides[index]);
    place("position").textContent = fill(words.position, { number: index + 1, total: slides.length });
    show(place("notes"), slides[index].querySelector("aside.notes"), words.no_notes);
    place("notes").scrollTop = 0;
    place("next-title").textContent = slides[index + 1] ? heading(slides[index + 1]) : words.last_slide;
    preview(slides[index + 1]);
    tick();
  }

  function heading(slide) {
    const found = slide.querySelector("h1, h2, h3, h4, .continues");
    return found ? found.textContent.trim() : "";
  }

  function show(target, source, otherwise) {
    target.replaceChildren(...(source ? Array.from(source.childNodes, (node) => view.document.importNode(node, true)) : []));
    if (!source) target.textContent = otherwise;
  }

  // The next slide is drawn a moment after the current one: look again then.
  function preview(slide) {
    const copy = () => {
      if (view.closed || slide !== slides[index + 1]) return;
      place("preview").replaceChildren();
      if (slide) place("preview").append(cloned(slide));
      scalePreview();
    };
    copy();
    setTimeout(copy, 700);
  }

  function cloned(slide) {
    const section = view.document.importNode(slide, true);
    section.removeAttribute("style");
    section.removeAttribute("hidden");
    section.querySelectorAll("aside.notes, script").forEach((node) => node.remove());
    section.querySelectorAll("select, [tabindex]").forEach((node) => { node.tabIndex = -1; });
    const frame = view.document.createElement("div");
    frame.className = "reveal";
    frame.innerHTML = '<div class="slides"></div>';
    frame.firstChild.append(section);
    return frame;
  }

  function scalePreview() {
    const box = place("preview");
    box.style.setProperty("--scale", box.clientWidth / 1280);
  }

  function tick() {
    if (!view || view.closed) return;
    const seconds = Math.floor(elapsed() / 1000);
    const now = new Date();
    const dot = document.documentElement.lang === "id" ? "." : ":";
    const hours = Math.floor(seconds / 3600);
    place("elapsed").textContent = `${hours ? `${hours}:` : ""}${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
    place("clock").textContent = `${pad(now.getHours())}${dot}${pad(now.getMinutes())}`;
    const until = Number(slides[index].dataset.until);
    const minutes = String(Math.round(until * 2) / 2).replace(".", words.decimal);
    place("planned").textContent = until ? fill(words.minutes, { minutes }) : "–";
    pace();
  }

  function pace() {
    const [text, mood] = judge(elapsed() / 60000, slides[index].dataset);
    if (place("pace").textContent !== text) place("pace").textContent = text;
    place("pace").dataset.mood = mood;
  }

  function judge(now, { from, until }) {
    if (!Number(slides.at(-1).dataset.until)) return [words.no_plan, ""];
    if (!elapsed()) return [words.press_start, ""];
    const late = Math.round(now - Number(until));
    const early = Math.round(Number(from) - now);
    if (late >= 1) return [fill(words.behind, { minutes: late }), "late"];
    if (early >= 1) return [fill(words.ahead, { minutes: early }), "early"];
    return [words.on_time, "good"];
  }

  addEventListener("pagehide", () => view && view.close());

  return { open, follow };
})();
