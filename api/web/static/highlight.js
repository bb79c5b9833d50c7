/* Marks spans of the article by their offsets. Offsets count characters as Python does; JavaScript counts halves. */

const article = () => document.querySelector(".article");

/** Where in a text of JavaScript its first `count` characters end. */
function units(text, count) {
  let index = 0;
  for (let i = 0; i < count && index < text.length; i += 1) index += text.codePointAt(index) > 0xffff ? 2 : 1;
  return index;
}

function rangesOf({ start, end }) {
  const found = [];
  for (const part of article().querySelectorAll("[data-start]")) {
    const node = part.firstChild;
    const first = Number(part.dataset.start);
    const length = [...node.data].length;
    if (first >= end || first + length <= start) continue;
    const range = new Range();
    range.setStart(node, units(node.data, Math.max(0, start - first)));
    range.setEnd(node, units(node.data, Math.min(length, end - first)));
    found.push(range);
  }
  return found;
}

/** Highlights these spans and no others; gives back the elements that hold them, in the order of the text. */
export function highlight(spans) {
  const ranges = spans.flatMap(rangesOf);
  if (window.CSS?.highlights) {
    CSS.highlights.set("evidence", new Highlight(...ranges));
  }
  for (const old of article().querySelectorAll(".is-evidence")) old.classList.remove("is-evidence");
  for (const range of ranges) range.startContainer.parentElement.classList.add("is-evidence");
  return [...article().querySelectorAll(".is-evidence")];
}
