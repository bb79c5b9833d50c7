/* The timeline's page: one event chosen everywhere at once. */
import { start } from "./chart.js";
import { startClaim } from "./claim.js";
import { startCorrection } from "./correction.js";
import { key, request, send } from "./http.js";

const main = document.getElementById("timeline");
const chart = start();
const place = document.querySelector(".chart");
const said = document.getElementById("chart-said");
const ids = [...document.querySelectorAll("#events tr[data-id]")].map((row) => row.dataset.id);

const byId = (id) => document.querySelectorAll(`[data-id="${CSS.escape(id)}"]`);
const chosen = () => location.hash.match(/^#why-(\w+)$/)?.[1];

/* the theme that the whole page has */
document.addEventListener("theme", ({ detail }) => chart.show({ theme: detail }));
chart.show({ theme: document.getElementById("theme").value });

/* choosing: the address says which event, so that it can be shared and gone back to */
function choose(id) {
  if (location.hash === `#why-${id}`) showChosen();
  else location.hash = `why-${id}`;
}

function showChosen() {
  const id = chosen();
  for (const old of document.querySelectorAll(".is-chosen")) old.classList.remove("is-chosen");
  document.getElementById("why-none").hidden = Boolean(id);
  if (!id) { openTime(); return; }
  for (const part of byId(id)) part.classList.add("is-chosen");
  const why = document.getElementById("why");
  why.scrollIntoView({ block: "nearest" });
  why.focus({ preventScroll: true });
  main.dispatchEvent(new CustomEvent("chosen", { detail: id }));
}

/** A time of the text is explained in a list that may be closed. */
function openTime() {
  if (!location.hash.startsWith("#time-")) return;
  document.getElementById("times").open = true;
  document.getElementById(location.hash.slice(1))?.focus();
}

addEventListener("hashchange", showChosen);
place.addEventListener("choose", ({ detail }) => choose(detail));
for (const link of document.querySelectorAll("a[data-id]")) {
  link.addEventListener("click", (event) => { event.preventDefault(); choose(link.dataset.id); });
}

/* the chart by keyboard */
let at = -1;
function point(index) {
  at = Math.max(0, Math.min(ids.length - 1, index));
  chart.point(ids[at]);
  const row = document.querySelector(`#events tr[data-id="${ids[at]}"]`);
  const [step, when, what, status] = [...row.children].map((cell) => cell.textContent.trim());
  said.textContent = `Step ${step}: ${what}, ${when}, ${status}`;
}
document.querySelector(".chart-keys").addEventListener("keydown", (event) => {
  const moves = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: ids.length - 1 };
  if (event.key in moves) point(moves[event.key]);
  else if (event.key === "Enter" && at >= 0) choose(ids[at]);
  else if (event.key === "Escape") window.Plotly.Fx.unhover(place);
  else return;
  event.preventDefault();
});

/* the embed code, and exports that need the key of this tab */
document.getElementById("copy")?.addEventListener("click", async () => {
  const code = document.getElementById("embed-code");
  const done = document.getElementById("copied");
  try {
    await navigator.clipboard.writeText(code.value);
    done.textContent = "Copied.";
  } catch {
    code.select();
    done.textContent = "Press Ctrl+C to copy.";
  }
});
for (const link of document.querySelectorAll("a.export")) {
  link.addEventListener("click", async (event) => {
    if (!key()) return;
    event.preventDefault();
    const blob = await (await request(link.href)).blob();
    const address = URL.createObjectURL(blob);
    Object.assign(document.createElement("a"), { href: address, download: link.download }).click();
    URL.revokeObjectURL(address);
  });
}

document.getElementById("visibility-form")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const told = document.getElementById("visibility-said");
  try {
    const change = { visibility: event.target.elements.visibility.value };
    await send("PATCH", `/v1/timelines/${main.dataset.id}`, change, { "If-Match": `"${main.dataset.etag}"` });
    location.reload();
  } catch (error) {
    told.textContent = error.status === 412 ? "It was changed meanwhile: reload the page." : error.message;
  }
});

startClaim(main, choose);
startCorrection(main);
showChosen();
