/* Draws the figures that a page carries as JSON: the one laid out for the width there is, in light or dark.
 * The page brings Plotly as a global. Nothing is fetched. */

const DARK = matchMedia("(prefers-color-scheme: dark)");
const PRINT = matchMedia("print");

/** Every colour of the light figure replaced by its dark twin; only whole values are colours. */
function recolour(value, swaps) {
  if (typeof value === "string") {
    if (value.includes('style="')) return value.replace(/color:(#[0-9a-f]{6}|rgba\([\d.,]+\))/g, (m, c) => `color:${swaps[c] ?? c}`);
    return swaps[value] ?? value;
  }
  if (Array.isArray(value)) return value.map((item) => recolour(item, swaps));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, recolour(item, swaps)]));
  }
  return value;
}

/** What to show on pointing is kept once for all figures, by event. */
function withHover(figure, hover) {
  const told = (id) => hover[id] ?? "";
  const data = figure.data.map((trace) => (trace.customdata ? { ...trace, hovertext: trace.customdata.map(told) } : trace));
  return { data, layout: figure.layout };
}

export class Chart {
  constructor(place, pack, { view, theme } = {}) {
    this.place = place;
    this.pack = pack;
    this.view = view ?? pack.view;
    this.theme = theme ?? "auto";
    this.drawn = "";
    this.chosen = null;
    new ResizeObserver(() => this.draw()).observe(place);
    DARK.addEventListener("change", () => this.draw());
    PRINT.addEventListener("change", () => this.draw());
    this.draw();
  }

  get isDark() {
    if (PRINT.matches) return false;
    return this.theme === "auto" ? DARK.matches : this.theme === "dark";
  }

  show(changes) {
    Object.assign(this, changes);
    this.draw();
  }

  /** The widest layout that fits, or the narrowest of all. */
  get width() {
    const widths = Object.keys(this.pack.figures[this.view]).map(Number);
    const room = this.place.clientWidth;
    return Math.max(Math.min(...widths), ...widths.filter((width) => width <= room));
  }

  draw() {
    document.documentElement.dataset.theme = this.isDark ? "dark" : "light";
    if (!this.place.clientWidth || !window.Plotly) return;
    const wanted = `${this.view} ${this.width} ${this.isDark}`;
    if (wanted === this.drawn) return;
    this.drawn = wanted;
    const hover = this.pack.hover[this.width < this.pack.narrow ? "narrow" : "wide"];
    let figure = withHover(this.pack.figures[this.view][this.width], hover);
    if (this.isDark) figure = recolour(figure, this.pack.swaps);
    window.Plotly.react(this.place, figure.data, figure.layout, { responsive: true, displayModeBar: false, displaylogo: false });
    if (!this.listening) this.listen();
    this.watchLabels();
    this.mark(this.chosen);
  }

  /** Every label, with the event that it belongs to. */
  labels() {
    const notes = this.place.layout?.annotations ?? [];
    return [...this.place.querySelectorAll(".annotation[data-index]")].map((label) => [label, notes[label.dataset.index]?.name]);
  }

  /** Marks the label of the chosen event. */
  mark(id) {
    this.chosen = id;
    for (const [label, name] of this.labels()) label.classList.toggle("is-chosen", Boolean(id) && name === id);
  }

  /** Pointing at a label shows what pointing at its mark does. */
  watchLabels() {
    for (const [label, name] of this.labels()) {
      if (!name) continue;
      label.addEventListener("mouseenter", () => this.point(name));
      label.addEventListener("mouseleave", () => window.Plotly.Fx.unhover(this.place));
    }
  }

  /** Shows what there is to say of an event, beside its mark. */
  point(id) {
    const trace = this.place.data.findIndex((one) => one.name === "event");
    const point = this.place.data[trace].customdata.indexOf(id);
    if (point >= 0) window.Plotly.Fx.hover(this.place, [{ curveNumber: trace, pointNumber: point }]);
  }

  /** Choosing an event by its mark or its label. */
  listen() {
    this.listening = true;
    const choose = (id) => id && this.place.dispatchEvent(new CustomEvent("choose", { detail: id, bubbles: true }));
    this.place.on("plotly_click", (happened) => choose(happened.points[0]?.customdata));
    this.place.on("plotly_clickannotation", (happened) => choose(happened.annotation.name));
  }
}

/** Tells a page that frames this one how high it is, now, whenever that changes, and when asked. */
function tellHeight(content) {
  if (window.parent === window) return;
  const tell = () => {
    const { bottom } = content.getBoundingClientRect();
    window.parent.postMessage({ timelineHeight: bottom + window.scrollY }, "*");
  };
  new ResizeObserver(tell).observe(content);
  addEventListener("message", ({ source, data }) => {
    if (source === window.parent && data?.timelineHeight === "wanted") tell();
  });
}

/** Draws the chart that a page holds, and lets its buttons change the view. */
export function start(root = document) {
  const place = root.querySelector(".chart");
  const pack = JSON.parse(root.querySelector("script.chart-data").textContent);
  place.textContent = "";
  const chart = new Chart(place, pack, { theme: place.dataset.theme });
  tellHeight(root.querySelector("main"));
  for (const button of root.querySelectorAll(".chart-views button")) {
    button.addEventListener("click", () => {
      chart.show({ view: button.value });
      for (const other of root.querySelectorAll(".chart-views button")) {
        other.setAttribute("aria-pressed", String(other === button));
      }
    });
  }
  return chart;
}

if (document.querySelector("script.chart-data[data-start]")) start();
