/* One event chosen everywhere at once: in the chart, the table, the text, and the reasons beside them. */
import { start } from "./chart.js";

const WIDE = matchMedia("(min-width: 1150px)");
const byId = (id) => document.querySelectorAll(`[data-id="${CSS.escape(id)}"]`);
const chosen = () => location.hash.match(/^#why-(\w+)$/)?.[1];

/** Starts the chart and what hangs on it; gives back how to choose an event by its id. */
export function startChoosing(main) {
  const chart = start();
  const { place } = chart;
  const why = document.getElementById("why");

  /* why an event stands there: beside the chart where there is room, else below it */
  function putWhy() {
    if (WIDE.matches) document.querySelector(".desk-side").prepend(why);
    else document.getElementById("chart").after(why);
  }

  function showChosen() {
    const id = chosen();
    for (const old of document.querySelectorAll(".is-chosen, .is-shown")) old.classList.remove("is-chosen", "is-shown");
    const reasons = id && document.getElementById(`why-${id}`);
    document.getElementById("why-none").hidden = Boolean(reasons);
    document.querySelector(".why-back").hidden = !reasons;
    chart.mark(reasons ? id : null);
    if (!reasons) return;
    reasons.classList.add("is-shown");
    for (const part of byId(id)) part.classList.add("is-chosen");
    why.focus({ preventScroll: true });
    if (WIDE.matches) why.parentElement.scrollTop = 0;
    else why.scrollIntoView({ block: "start" });
    main.dispatchEvent(new CustomEvent("chosen", { detail: id }));
  }

  /* the address says which event, so that it can be shared and gone back to; not by location.hash, which would scroll
     the page though the reasons stand beside the chart */
  function choose(id) {
    if (chosen() !== id) history.pushState(null, "", `#why-${id}`);
    showChosen();
  }

  putWhy();
  WIDE.addEventListener("change", putWhy);
  addEventListener("hashchange", showChosen);
  addEventListener("popstate", showChosen);
  place.addEventListener("choose", ({ detail }) => choose(detail));
  for (const link of document.querySelectorAll("a[data-id]")) {
    link.addEventListener("click", (event) => { event.preventDefault(); choose(link.dataset.id); });
  }
  document.addEventListener("theme", ({ detail }) => chart.show({ theme: detail }));
  chart.show({ theme: document.getElementById("theme").value });
  listenToKeys(chart, choose);
  return { choose, showChosen };
}

/** The chart by keyboard: the arrows go from event to event, each shown and said. */
function listenToKeys(chart, choose) {
  const rows = [...document.querySelectorAll("#events tr[data-id]")];
  let at = -1;
  function point(index) {
    at = Math.max(0, Math.min(rows.length - 1, index));
    chart.point(rows[at].dataset.id);
    const [step, when, what, status] = [...rows[at].children].map((cell) => cell.textContent.trim());
    document.getElementById("chart-said").textContent = `Step ${step}: ${what}, ${when}, ${status}`;
  }
  document.querySelector(".chart-keys").addEventListener("keydown", (event) => {
    const moves = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: rows.length - 1 };
    if (event.key in moves) point(moves[event.key]);
    else if (event.key === "Enter" && at >= 0) choose(rows[at].dataset.id);
    else if (event.key === "Escape") window.Plotly.Fx.unhover(chart.place);
    else return;
    event.preventDefault();
  });
}
