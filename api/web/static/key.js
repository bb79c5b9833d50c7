/* Takes a key and asks for the page again with it. */
import { key, request, setKey } from "./http.js";

const form = document.getElementById("key");

async function again() {
  const response = await request(location.href);
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  document.title = page.title;
  document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
  for (const { src, type } of page.querySelectorAll("body > script[src]")) {
    if (src.includes("theme.js")) continue;
    await new Promise((done) => {
      const script = Object.assign(document.createElement("script"), { src, type, onload: done });
      document.body.append(script);
    });
  }
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  setKey(form.elements["key-value"].value.trim());
  again();
});
if (form && key()) again();
