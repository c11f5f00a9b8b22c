// A form by the keyboard: digits answer, Enter goes on, Ctrl+S keeps, Ctrl+Enter checks. Every key has its button.

// Where Enter stops: every visible field once, of a question the chosen answer or the first one.
function stops(form) {
  return [...form.querySelectorAll("input:not([type=hidden]), select, textarea")].filter((one) => {
    if (!(one.checkVisibility?.() ?? one.offsetParent)) return false;
    if (one.type !== "radio") return true;
    const group = [...form.querySelectorAll(`input[name="${one.name}"]`)];
    return one === (group.find((each) => each.checked) ?? group[0]);
  });
}

function move(form, from, step) {
  const all = stops(form);
  const here = all.findIndex((one) => one === from || (one.type === "radio" && one.name === from.name));
  all[here + step]?.focus();
}

const change = (one, value) => {
  one.checked = value;
  one.dispatchEvent(new Event("change", { bubbles: true }));
};

export function keys(form, { save, undo }) {
  const held = {
    s: save,
    enter: () => form.requestSubmit(form.querySelector("[value=kiem-tra]")),
  };

  form.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey) {
      const act = held[key.toLowerCase()];
      if (act || (key.toLowerCase() === "z" && !event.shiftKey && undo())) {
        event.preventDefault();
        act?.();
      }
    } else if (event.altKey) {
      return;
    } else if (key === "Enter" && target.matches("input, select")) {
      event.preventDefault();
      move(form, target, event.shiftKey ? -1 : 1);
    } else if (["1", "2", "3"].includes(key) && target.matches("fieldset.ask input")) {
      event.preventDefault();
      const answer = target.closest("fieldset").querySelectorAll("input")[key - 1];
      change(answer, true);
      move(form, answer, 1);
    } else if (/^[1-9]$/.test(key) && target.matches("fieldset.field input[type=checkbox]")) {
      const box = target.closest("fieldset").querySelectorAll("input")[key - 1];
      if (!box) return;
      event.preventDefault();
      change(box, !box.checked);
      box.focus();
    }
  });
}
