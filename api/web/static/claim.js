/* The claim box: a sentence in, a verdict with its evidence out. */
import { send } from "./http.js";
import { highlight } from "./highlight.js";

const WORDS = {
  supported: "Supported by the article",
  refuted: "Refuted by the article",
  disputed: "Disputed: the sources disagree",
  undetermined: "Left open by the article",
  not_mentioned: "Not mentioned in the article",
};

/** An element with text or children; text never becomes markup. */
function element(name, attributes, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

/** Every span in the evidence, wherever it is kept: objects with offsets. */
export function spansIn(value) {
  if (Array.isArray(value)) return value.flatMap(spansIn);
  if (!value || typeof value !== "object") return [];
  const own = Number.isInteger(value.start) && Number.isInteger(value.end) ? [value] : [];
  return [...own, ...Object.values(value).flatMap(spansIn)];
}

function quoted(step) {
  const quotes = spansIn(step).map((span) => span.text).filter(Boolean);
  const why = step.explanation ?? step.reason ?? step.rule ?? "";
  const item = element("li", { dir: "auto" });
  for (const quote of new Set(quotes)) item.append(element("q", {}, quote), " ");
  item.append(why);
  return item;
}

function bySource(held) {
  const pairs = Array.isArray(held) ? held.map((h) => [h.source, h.verdict]) : Object.entries(held ?? {});
  const name = (source) => (Array.isArray(source) ? source.join(", citing ") : String(source)).replace(/^author$/, "the article");
  const word = (verdict) => (WORDS[verdict?.verdict ?? verdict] ?? String(verdict)).replace(/ by the article| in the article/, "");
  return pairs.map(([source, verdict]) => element("li", { dir: "auto" }, `${name(source)}: ${word(verdict)}`));
}

function show(verdict, place, choose) {
  const parts = [element("p", { className: `verdict is-${verdict.verdict}` }, element("strong", {}, WORDS[verdict.verdict] ?? verdict.verdict))];
  if (typeof verdict.confidence === "number") parts[0].append(` (confidence ${Math.round(verdict.confidence * 100)} %)`);
  if (verdict.explanation) parts.push(element("p", { dir: "auto" }, verdict.explanation));
  const sources = bySource(verdict.by_source);
  if (sources.length > 1) parts.push(element("h3", {}, "By source"), element("ul", {}, ...sources));
  const steps = (Array.isArray(verdict.evidence) ? verdict.evidence : []).map(quoted);
  if (steps.length) parts.push(element("h3", {}, "Evidence, marked in the article"), element("ol", {}, ...steps));
  const events = (verdict.events ?? []).map((event) => event.id ?? event.event ?? event).filter((id) => typeof id === "string");
  const links = [...new Set(events)].map((id) => [id, document.querySelector(`#events a[data-id="${CSS.escape(id)}"]`)]);
  const known = links.filter(([, link]) => link).map(([id, link]) => {
    const button = element("button", { type: "button", className: "link" }, link.textContent);
    button.addEventListener("click", () => choose(id));
    return element("li", { dir: "auto" }, button);
  });
  if (known.length) parts.push(element("h3", {}, "Events meant"), element("ul", {}, ...known));
  place.replaceChildren(...parts);
  highlight(spansIn(verdict.evidence));
}

export function startClaim(main, choose) {
  const form = document.getElementById("claim-form");
  const place = document.getElementById("verdict");
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const claim = form.elements.claim.value.trim();
    if (!claim) { form.elements.claim.focus(); return; }
    place.replaceChildren(element("p", {}, "Checking …"));
    try {
      const { answer } = await send("POST", `/v1/timelines/${main.dataset.id}/claims`, { claim });
      show(answer, place, choose);
    } catch (error) {
      place.replaceChildren(element("p", { className: "alert" }, error.message));
    }
  });
}
