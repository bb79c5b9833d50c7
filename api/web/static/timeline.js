/* The timeline's page: its parts started, its code copied, its exports fetched. */
import { startChoosing } from "./choosing.js";
import { startClaim } from "./claim.js";
import { startCorrection } from "./correction.js";
import { key, request, send } from "./http.js";

const main = document.getElementById("timeline");

/* an article without events has no chart, and nothing to choose or to correct */
if (document.querySelector(".chart")) {
  const { choose, showChosen } = startChoosing(main);
  startClaim(main, choose);
  startCorrection(main);
  showChosen();
}

/** A time of the text is explained in a list that may be closed. */
function openTime() {
  if (!location.hash.startsWith("#time-")) return;
  document.getElementById("times").open = true;
  document.getElementById(location.hash.slice(1))?.focus();
}
addEventListener("hashchange", openTime);
openTime();

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
    const response = await request(link.href);
    if (!response.ok) { link.after(` The service answered ${response.status}.`); return; }
    const address = URL.createObjectURL(await response.blob());
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
