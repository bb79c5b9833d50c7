/* The article in: pasted, dropped or chosen; sent; its problems told; its timeline opened. */
import { example } from "./example.js";
import { key, send, setKey } from "./http.js";

const form = document.getElementById("article");
const { text, published, title, visibility, file } = form.elements;
const problem = document.getElementById("problem");
const bar = document.getElementById("progress-bar");
const words = document.getElementById("progress-words");
const button = form.querySelector("button[type=submit]");

const looksLikeHtml = (content) => /^\s*(<!doctype html|<html|<head|<body|<article)/i.test(content) || /<\/(p|div|article)>/i.test(content);

function tell(message, field) {
  problem.textContent = message;
  problem.hidden = !message;
  for (const input of [text, published]) input.removeAttribute("aria-invalid");
  if (field) { field.setAttribute("aria-invalid", "true"); field.focus(); }
}

function take(name, content) {
  tell("");
  if (!/\.json$/i.test(name)) { text.value = content; return; }
  let article;
  try { article = JSON.parse(content); } catch { tell("The file is not JSON.", file); return; }
  const body = article?.text ?? article?.html;
  if (typeof body !== "string") { tell("The JSON has neither “text” nor “html”.", file); return; }
  text.value = body;
  if (article.published) published.value = String(article.published);
  if (article.title) title.value = String(article.title);
}

async function read(dropped) {
  if (!dropped) return;
  if (dropped.size > 8_000_000) { tell("The file is larger than 8 MB.", file); return; }
  const content = await dropped.text();
  if (content.includes("\u0000")) { tell("The file is not text.", file); return; }
  take(dropped.name, content);
}

file.addEventListener("change", () => read(file.files[0]));
for (const name of ["dragover", "dragleave", "drop"]) {
  form.addEventListener(name, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    text.classList.toggle("over", name === "dragover");
    if (name === "drop") read(event.dataTransfer.files[0]);
  });
}

document.getElementById("example").addEventListener("click", () => {
  tell("");
  text.value = example.text;
  published.value = example.published;
  title.value = example.title;
  button.focus();
});

function article() {
  const body = { visibility: visibility.value };
  body[looksLikeHtml(text.value) ? "html" : "text"] = text.value;
  if (published.value.trim()) body.published = published.value.trim();
  if (title.value.trim()) body.title = title.value.trim();
  return body;
}

function busy(working) {
  button.disabled = working;
  bar.hidden = !working;
  form.setAttribute("aria-busy", String(working));
}

/** An article posted before has its timeline already, with whatever visibility it had. */
async function share({ id, visibility: has }) {
  if (has === visibility.value) return;
  await send("PATCH", `/v1/timelines/${id}`, { visibility: visibility.value }, { "If-Match": "*" });
}

/** Says what goes on; the service answers once, so these are the stages it goes through, not measured ones. */
function progress() {
  const started = performance.now();
  words.textContent = "Reading the article: times, events, order …";
  return setInterval(() => {
    words.textContent = `Still reading (${Math.round((performance.now() - started) / 1000)} s) …`;
  }, 3000);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!text.value.trim()) { tell("Paste an article first.", text); return; }
  tell("");
  busy(true);
  const ticking = progress();
  try {
    const { answer } = await send("POST", "/v1/timelines", article());
    await share(answer);
    words.textContent = "Done. Opening the timeline …";
    location.assign(`/t/${answer.id}`);
  } catch (error) {
    words.textContent = "";
    if (error.title === "No publication date") tell("The article does not say when it was published. Please give its date.", published);
    else tell(error.message, /publi|date/i.test(error.message) ? published : text);
    busy(false);
  } finally {
    clearInterval(ticking);
  }
});

document.getElementById("key")?.addEventListener("submit", (event) => {
  event.preventDefault();
  setKey(event.target.elements["key-value"].value.trim());
  event.target.remove();
  text.focus();
});
if (key()) document.getElementById("key")?.remove();
