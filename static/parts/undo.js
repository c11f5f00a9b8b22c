// Ctrl+Z takes back the last answers, one by one; inside a text the browser does so itself.
const DEEPEST = 100;

export function undoing(sheet, { later, keep }) {
  const { form } = sheet;
  const button = form.querySelector("[data-undo]");
  const before = [];
  let now = sheet.content();
  let typing = false;

  function remember() {
    typing = false;
    const then = now;
    now = sheet.content();
    if (now === then) return;
    before.push(then);
    if (before.length > DEEPEST) before.shift();
    button.hidden = false;
  }

  // The first field in which two contents differ.
  function differs(one, other) {
    const lines = (text) => JSON.parse(text).map((pair) => JSON.stringify(pair));
    const [left, right] = [lines(one), lines(other)];
    const line = right.find((each) => !left.includes(each)) ?? left.find((each) => !right.includes(each));
    return line && JSON.parse(line)[0];
  }

  function undo() {
    if (typing || !before.length) return false;
    const changed = now;
    now = before.pop();
    button.hidden = !before.length;
    sheet.refill(now);
    const found = sheet.field(differs(now, changed));
    const field = found instanceof RadioNodeList ? ([...found].find((one) => one.checked) ?? found[0]) : found;
    const closed = field?.closest("details:not([open])");
    if (closed) closed.open = true;
    field?.focus();
    keep();
    later();
    return true;
  }

  form.addEventListener("input", (event) => (typing = event.target.matches("input:not([type=radio], [type=checkbox]), textarea")));
  form.addEventListener("change", remember);
  form.addEventListener("rows", remember);
  button.addEventListener("click", () => {
    typing = false;
    undo();
  });

  return {
    undo,
    // What stands now is where undoing ends: a draft that was put back is no answer.
    begin() {
      now = sheet.content();
    },
  };
}
