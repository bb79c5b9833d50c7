/* Light, dark, or as the device has it; remembered where the browser allows. */
const DARK = matchMedia("(prefers-color-scheme: dark)");
const select = document.getElementById("theme");

const remembered = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
const remember = (theme) => { try { localStorage.setItem("theme", theme); } catch { /* not allowed: for this page only */ } };

function apply() {
  const dark = select.value === "auto" ? DARK.matches : select.value === "dark";
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  document.dispatchEvent(new CustomEvent("theme", { detail: select.value }));
}

select.value = remembered() ?? "auto";
select.addEventListener("change", () => { remember(select.value); apply(); });
DARK.addEventListener("change", apply);
apply();
