// Writing a plan: figures put in with a click, targets worked out while typing. Pages work without it.

const OPEN = "{".repeat(2);
const CLOSE = "}".repeat(2);

// --- Figures ------------------------------------------------------------------------------------

let target = document.querySelector("textarea[data-source]"); // the text last written in
document.addEventListener("focusin", (event) => {
  if (event.target.matches("textarea[data-source]")) target = event.target;
});

function put(text) {
  if (!target) return;
  target.focus();
  target.setRangeText(text, target.selectionStart, target.selectionEnd, "end");
  target.dispatchEvent(new Event("input", { bubbles: true }));
}

// A block stands on a line of its own.
function putLine(text) {
  const before = target.value.slice(0, target.selectionStart);
  const after = target.value.slice(target.selectionEnd);
  put((before === "" || before.endsWith("\n") ? "" : "\n") + text + (after === "" || after.startsWith("\n") ? "" : "\n"));
}

const figures = document.querySelector("[data-figures]");
if (figures && target) {
  for (const button of figures.querySelectorAll("[data-insert], [data-insert-block]")) button.hidden = false;
  figures.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.insert) put(`${OPEN} ${button.dataset.insert} ${CLOSE}`);
    if (button?.dataset.insertBlock) putLine(`[[ ${button.dataset.insertBlock} ]]`);
  });
  const filter = figures.querySelector("[data-filter]");
  filter.hidden = false;
  filter.querySelector("input").addEventListener("input", (event) => narrow(event.target.value));
}

const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

function narrow(words) {
  const wanted = bare(words).split(" ").filter(Boolean);
  for (const group of figures.querySelectorAll("details")) {
    let left = 0;
    for (const row of group.querySelectorAll("tr[data-name]")) {
      const found = wanted.every((word) => bare(row.dataset.name).includes(word));
      row.hidden = !found;
      left += found;
    }
    if (!group.querySelector("tr[data-name]")) continue;
    group.hidden = left === 0;
    group.open = wanted.length > 0 && left > 0;
  }
}

// --- Targets ------------------------------------------------------------------------------------

const MISSING = "–";
const count = (value) => (value === null ? MISSING : String(value).replace(/\B(?=(\d{3})+$)/g, "."));

// Half up to two decimals, in whole numbers: what the server computes with decimals.
function rate(part, whole) {
  if (part === null || !whole) return MISSING;
  const hundredths = Math.floor((part * 20000 + whole) / (2 * whole));
  return `${Math.floor(hundredths / 100)},${String(hundredths % 100).padStart(2, "0")}`;
}

const whole = (text) => (/^\d+$/.test(text) ? Number(text) : null);

function exitOf(row, side) {
  const field = row.querySelector(`input[name^="${side === 0 ? "poor_" : "near_"}"]`);
  if (!field) return 0; // nobody can exit here
  const value = whole(field.value.trim());
  const most = Number(row.querySelector(`[data-side="${side}"]`).dataset.households);
  return value !== null && value <= most ? value : null;
}

function show(row, side, exit) {
  const households = Number(row.querySelector(`[data-side="${side}"]`).dataset.households);
  const end = exit === null ? null : households - exit;
  row.querySelector(`[data-end="${side}"]`).textContent = count(end);
  row.querySelector(`[data-end-rate="${side}"]`).textContent = rate(end, whole(row.dataset.residents));
}

const table = document.querySelector("form[data-targets] table");
if (table) {
  const total = table.querySelector("[data-total]");
  table.addEventListener("input", () => {
    for (const side of [0, 1]) {
      let sum = 0;
      for (const row of table.querySelectorAll("tbody tr")) {
        const exit = exitOf(row, side);
        show(row, side, exit);
        sum = exit === null || sum === null ? null : sum + exit;
      }
      total.querySelector(`[data-exit="${side}"]`).textContent = count(sum);
      show(total, side, sum);
    }
  });
}
