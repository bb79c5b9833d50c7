/* Corrections by an analyst: sent with the ETag of what they correct, so that nobody's work is lost. */
import { send } from "./http.js";

/** What the service is asked to change, from the form's fields. */
function correction(event, fields) {
  const { what: kind, time, factuality, relation, other, note } = fields;
  const about = note.value.trim() ? { note: note.value.trim() } : {};
  const details = {
    time: () => ({ event, time: time.value.trim() }),
    factuality: () => ({ event, factuality: factuality.value }),
    order: () => ({ source: event, relation: relation.value, target: other.value }),
    merge: () => ({ events: [event, other.value] }),
    hide: () => ({ event, hidden: true }),
  };
  return { kind: kind.value, ...details[kind.value](), ...about };
}

function showFields(form) {
  const what = form.elements.what.value;
  for (const part of form.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(what);
}

export function startCorrection(main) {
  const form = document.getElementById("correction");
  if (!form) return;
  const told = document.getElementById("corrected");
  let event = null;
  main.addEventListener("chosen", ({ detail }) => {
    event = detail;
    form.hidden = false;
    told.textContent = "";
    for (const option of form.elements.other.options) option.disabled = option.value === event;
    if (form.elements.other.value === event) form.elements.other.value = [...form.elements.other.options].find((o) => !o.disabled)?.value ?? "";
  });
  form.elements.what.addEventListener("change", () => showFields(form));
  form.addEventListener("submit", async (submitted) => {
    submitted.preventDefault();
    if (form.elements.what.value === "time" && !form.elements.time.value.trim()) {
      told.textContent = "Say when it happened.";
      form.elements.time.focus();
      return;
    }
    told.textContent = "Correcting …";
    try {
      const body = { corrections: [correction(event, form.elements)] };
      await send("PATCH", `/v1/timelines/${main.dataset.id}`, body, { "If-Match": `"${main.dataset.etag}"` });
      told.textContent = "Corrected. Showing the new timeline …";
      location.reload();
    } catch (error) {
      told.textContent = error.status === 412
        ? "Somebody else has changed the timeline meanwhile. Reload the page to see it, then correct again."
        : error.message;
    }
  });
}
