// What every page shares. Nothing here is needed for a page to work.

// A form that is on its way is not sent twice. Its buttons stay focusable, and keep their name in what is sent.
const AGAIN_AFTER = 10_000; // a download leaves the page standing; its form must work again

function mark(form, sent) {
  form.toggleAttribute("data-sent", sent);
  for (const button of form.elements) {
    if (button.type !== "submit") continue;
    if (sent) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.hasAttribute("data-sent")) {
    event.preventDefault();
    return;
  }
  mark(form, true);
  setTimeout(() => mark(form, false), AGAIN_AFTER);
});

// Coming back with the back button shows the page as it was left, sent forms included.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => mark(form, false)));

// Menus close as menus do.
const openMenus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A page that comes back with errors says so first, in the focus and in the title.
function showErrors() {
  const summary = document.querySelector(".error-summary");
  if (!summary) return;
  summary.focus();
  if (!document.title.startsWith("Lỗi")) document.title = `Lỗi: ${document.title}`;
}
showErrors();
document.addEventListener("htmx:afterSwap", showErrors);
