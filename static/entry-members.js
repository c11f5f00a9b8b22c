// Rows of members: added and taken away without a reload. Without this script the buttons and ticks of the form do it.
const box = document.querySelector("[data-members]");
const template = document.querySelector("template[data-member-template]");
const add = document.querySelector("[data-add-member]");

if (box && template && add) {
  const form = add.closest("form");
  const total = form.querySelector("input[name$='-TOTAL_FORMS']");
  const most = Number(form.querySelector("input[name$='-MAX_NUM_FORMS']").value);
  const changed = () => form.dispatchEvent(new CustomEvent("rows", { bubbles: true }));

  // A row that was made on this page goes at once; a stored one is ticked, and goes when the form is sent.
  const uid = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
    (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));

  function addRow() {
    const number = Number(total.value);
    if (number >= most) return null;
    const row = document.createElement("template");
    row.innerHTML = template.innerHTML.replaceAll("__prefix__", String(number));
    const fieldset = row.content.firstElementChild;
    fieldset.querySelector("input[name$='-uid']").value = uid();
    box.append(fieldset);
    total.value = String(number + 1);
    add.hidden = number + 1 >= most;
    changed();
    return fieldset;
  }

  add.addEventListener("click", (event) => {
    event.preventDefault();
    addRow()?.querySelector("input:not([type=hidden])").focus();
  });

  // The heading of a row is the name in it.
  box.addEventListener("input", (event) => {
    if (!event.target.name?.endsWith("-full_name")) return;
    const row = event.target.closest("fieldset");
    const name = event.target.value.trim() || "Người mới";
    row.querySelector("legend").textContent = name;
    row.querySelector("summary .visually-hidden").textContent = ` của ${name}`;
  });

  // The draft of the device may hold more rows than the page (entry.js).
  form.addEventListener("need-rows", (event) => {
    while (Number(total.value) < event.detail && addRow());
  });
}
