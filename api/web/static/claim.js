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

/** One link of the chain: the sentence, the words of the article behind it, and which rule or model it comes from. */
function step({ text, rule, spans }) {
  const item = element("li", { dir: "auto" }, text ?? "");
  for (const quote of new Set(spansIn(spans).map((span) => span.text))) {
    if (!text?.includes(quote)) item.append(" ", element("q", {}, quote.replace(/^["“]|["”]$/g, "")));
  }
  if (rule) item.append(" ", element("small", { className: "hint" }, `(${rule})`));
  return item;
}

const sourceName = (chain) => chain.join(", citing ").replace(/^author$/, "the article");
const short = (verdict) => (WORDS[verdict] ?? verdict).replace(/ (by|in) the article/, "");

function bySource({ source, verdict, why }) {
  return element("li", { dir: "auto" }, element("strong", {}, `${sourceName(source)}: ${short(verdict)}. `), why ?? "");
}

/** Which event was meant, and what else the words would fit. */
function meant({ words, event, description, why, alternatives }, choose) {
  if (!event) return element("li", { dir: "auto" }, `“${words}”: no event of the article fits`);
  const button = element("button", { type: "button", className: "link" }, description);
  button.addEventListener("click", () => choose(event));
  const item = element("li", { dir: "auto" }, `“${words}”: `, button, " ", element("small", { className: "hint" }, why ?? ""));
  if (alternatives?.length) item.append(element("small", { className: "hint" }, ` Could also be: ${alternatives.map((a) => a.description).join("; ")}.`));
  return item;
}

function section(title, kind, items) {
  return items.length ? [element("h3", {}, title), element(kind, {}, ...items)] : [];
}

function show(verdict, place, choose) {
  const ruling = element("p", { className: `verdict is-${verdict.verdict}` }, element("strong", {}, WORDS[verdict.verdict] ?? verdict.verdict));
  if (verdict.confidence) ruling.append(` (confidence ${Math.round(verdict.confidence * 100)} %)`);
  const sources = verdict.by_source ?? [];
  const marked = highlight(spansIn(verdict.evidence));
  const lead = element("button", { type: "button", className: "link" }, "Go to the evidence in the article");
  lead.addEventListener("click", () => marked[0].scrollIntoView({ block: "center" }));
  place.replaceChildren(
    ruling,
    element("p", { dir: "auto" }, verdict.explanation ?? ""),
    ...(marked.length ? [lead] : []),
    ...section("By source", "ul", sources.length > 1 ? sources.map(bySource) : []),
    ...section("Evidence", "ol", (verdict.evidence ?? []).map(step)),
    ...section("Events meant", "ul", (verdict.events ?? []).map((one) => meant(one, choose))),
  );
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
