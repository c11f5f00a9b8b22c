// The form of Phiếu B as a value: what is typed, as text, and back again.
const NOT_CONTENT = new Set(["csrfmiddlewaretoken", "_nguoi_nhap", "version", "household_version", "score_sheet", "lay"]);

export function sheetOf(form) {
  const field = (name) => form.elements.namedItem(name);
  const versions = () => ({ version: field("version").value, household_version: field("household_version").value });
  const content = () => JSON.stringify([...new FormData(form)].filter(([name]) => !NOT_CONTENT.has(name)));
  const body = () => new URLSearchParams([...new FormData(form)].filter(([name]) => name !== "lay"));

  function refill(text) {
    const values = new Map();
    for (const [name, value] of JSON.parse(text)) values.set(name, [...(values.get(name) ?? []), value]);
    const rows = Number(values.get("members-TOTAL_FORMS")?.[0] ?? 0);
    form.dispatchEvent(new CustomEvent("need-rows", { detail: rows }));
    for (const control of form.elements) {
      if (!control.name || NOT_CONTENT.has(control.name) || control.type === "submit") continue;
      const own = values.get(control.name) ?? [];
      if (control.type === "radio" || control.type === "checkbox") control.checked = own.includes(control.value);
      else if (!control.name.endsWith("_FORMS")) control.value = own[0] ?? "";
    }
    form.dispatchEvent(new Event("refilled"));
  }

  function useVersions(said) {
    field("version").value = said.version;
    field("household_version").value = said.household_version;
  }

  return { form, field, versions, content, body, refill, useVersions };
}

// What the officer is told: the line in the bar, and the notice under it with what can be done.
export function noticeOf(form) {
  const line = form.querySelector("[data-saved]");
  const notice = form.querySelector("[data-notice]");
  const box = notice.querySelector("[data-notice-acts]");

  function button([label, act]) {
    const one = document.createElement("button");
    one.type = "button";
    one.className = "btn btn-secondary btn-sm";
    one.textContent = label;
    one.addEventListener("click", act);
    return one;
  }

  return {
    say(text, acts = []) {
      notice.hidden = !text;
      notice.querySelector("[data-notice-text]").textContent = text;
      box.hidden = !acts.length;
      box.replaceChildren(...acts.map(button));
    },
    get silent() {
      return notice.hidden;
    },
    state(text) {
      line.textContent = text;
    },
    // What looks unlikely about the answers that the server has, beside each of them.
    cautions(found) {
      for (const one of form.querySelectorAll("[data-caution]")) one.textContent = found[one.dataset.caution] ?? "";
    },
  };
}
