// Starts the deck: reveal.js for a screen, one page to scroll for a phone.
// Content that is taller than its slide is made smaller, and only then scrolls.
(() => {
  "use strict";
  const root = document.documentElement;
  const sections = Array.from(document.querySelectorAll(".slides > section"));
  const words = JSON.parse(document.getElementById("words").textContent);
  const larger = [1.26, 1.13];
  const steps = [1, 0.95, 0.9, 0.85, 0.8, 0.76, 0.72];
  const inner = ".slide-body pre, .slide-body .scroll, .slide-body > .html";

  const spills = (box) => box.scrollHeight > box.clientHeight + 2 || box.scrollWidth > box.clientWidth + 2;

  function filled(body) {
    const last = body.lastElementChild;
    return last ? (last.offsetTop + last.offsetHeight) / body.clientHeight : 0;
  }

  function fit(section) {
    const body = section.querySelector(".slide-body");
    if (!body.clientHeight) return;
    body.classList.remove("scrolls");
    const inside = Array.from(section.querySelectorAll(inner));
    const scale = (step) => body.style.setProperty("--fit", step);
    const sizes = section.matches(".plain") && !section.querySelector(".chart") ? [...larger, ...steps] : steps;
    const good = sizes.find((step) => {
      scale(step);
      return !spills(body) && !inside.some(spills) && (step <= 1 || filled(body) < 0.86);
    });
    if (!good) {
      // Long code may scroll in its own box, in larger type.
      steps.slice(3).find((step) => (scale(step), !spills(body)));
    }
    if (spills(body)) body.classList.add("scrolls");
    [body, ...inside].forEach(reachable);
  }

  // What scrolls must be reachable by keyboard, and then owns the arrow keys.
  function reachable(box) {
    const needed = spills(box);
    box.toggleAttribute("data-scrolls", needed);
    if (!needed) return ["tabindex", "role", "aria-label"].forEach((name) => box.removeAttribute(name));
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", words.scrolls);
  }

  document.addEventListener("keydown", (event) => {
    const arrows = ["ArrowUp", "ArrowDown", "Home", "End"];
    if (arrows.includes(event.key) && event.target.closest("[data-scrolls]")) event.stopPropagation();
  }, true);

  function prepare(section) {
    if (!section) return;
    if (root.classList.contains("reading")) section.querySelectorAll(inner).forEach(reachable);
    else fit(section);
    Charts.drawIn(section);
  }

  function prepareAround(index) {
    prepare(sections[index]);
    setTimeout(() => [index + 1, index - 1].forEach((near) => prepare(sections[near])), 60);
  }

  function tell(text) {
    const box = document.querySelector(".message");
    box.querySelector("p").textContent = text;
    box.hidden = false;
    box.querySelector("button").focus();
  }

  function connectTools() {
    const actions = { next: () => Reveal.next(), previous: () => Reveal.prev(), presenter };
    for (const button of document.querySelectorAll(".tools button")) {
      button.addEventListener("click", actions[button.dataset.do]);
    }
    document.querySelector(".message button").addEventListener("click", (event) => {
      event.target.closest(".message").hidden = true;
    });
  }

  function presenter() {
    if (!Presenter.open(sections, words)) tell(words.blocked);
  }

  function followSlide() {
    const { h } = Reveal.getIndices();
    root.dataset.kind = sections[h].className.split(" ")[0];
    prepareAround(h);
    document.querySelector('[data-do="previous"]').disabled = h === 0;
    document.querySelector('[data-do="next"]').disabled = Reveal.isLastSlide() && !Reveal.availableFragments().next;
    Presenter.follow(h);
  }

  function startReveal() {
    root.classList.remove("reading");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    Reveal.initialize({
      width: 1280, height: 720, margin: 0, minScale: 0.1, maxScale: 4, center: false,
      controls: false, progress: true, slideNumber: false, hash: true, help: false, jumpToSlide: false,
      navigationMode: "linear", scrollActivationWidth: null, postMessage: false, postMessageEvents: false,
      transition: calm ? "none" : "fade", transitionSpeed: "fast", backgroundTransition: "none", autoAnimate: false,
      pdfMaxPagesPerSlide: 1, pdfSeparateFragments: false, viewDistance: 2, mobileViewDistance: 2,
      keyboard: { 83: presenter },
    }).then(() => {
      // The role would take the reading keys away from screen readers.
      document.querySelector(".reveal").removeAttribute("role");
      Reveal.isPrintView() ? sections.forEach(prepare) : followSlide();
    });
    for (const event of ["slidechanged", "fragmentshown", "fragmenthidden"]) Reveal.on(event, followSlide);
    connectTools();
  }

  function startReading() {
    const near = new IntersectionObserver(
      (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => prepare(entry.target)),
      { rootMargin: "400px" },
    );
    sections.forEach((section) => near.observe(section));
    addEventListener("resize", () => sections.forEach((section) => section.querySelector("[data-drawn]") && Charts.drawIn(section)));
  }

  function print(event) {
    if (root.classList.contains("reveal-print")) return;
    const before = event.type === "beforeprint";
    if (before) root.dataset.was = root.className;
    root.className = before ? `${root.className.replace("reading", "")} printing` : root.dataset.was;
    (before ? sections : sections.filter((section) => section.clientHeight)).forEach(prepare);
  }
  addEventListener("beforeprint", print);
  addEventListener("afterprint", print);

  document.fonts.ready.then(() => (Math.min(innerWidth, screen.width) < 600 ? startReading() : startReveal()));
})();
