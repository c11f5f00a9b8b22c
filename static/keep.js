// What is typed into a form stays on this device until the server has it: a closed tab, a crashed browser or a server
// that is down loses nothing. Every form with the mark of its person takes part (`{% held_mark %}`); the entry page has
// a finer way of its own (entry.js). A form whose session has ended asks for the password on the page (parts/session.js).
// Without this script forms work as ever.
import { clock, device, keysFrom } from "./parts/device.js";
import { guard } from "./parts/session.js";

const MARK = "_nguoi_nhap";
const PREFIX = "dang-go:";
const LONGEST = 7 * 24 * 3600 * 1000; // what nobody came back for in a week is let go
const OWN_BUSINESS = new Set([MARK, "csrfmiddlewaretoken"]);

for (const key of keysFrom(PREFIX)) if (Date.now() - (device(key).read()?.at ?? 0) > LONGEST) device(key).clear();

// The page after a form was sent: its good news says that the server has it.
try {
  const sent = sessionStorage.getItem(PREFIX);
  sessionStorage.removeItem(PREFIX);
  if (sent && document.querySelector(".notice-success")) device(sent).clear();
} catch {
  // no session storage: the comparison below decides
}

const fields = (form) => [...form.elements].filter((one) => one.name && !OWN_BUSINESS.has(one.name) && !["submit", "file", "password", "fieldset"].includes(one.type));
const ticks = (one) => one.type === "checkbox" || one.type === "radio";

// [name, value] of every field, as it stands now or as the server drew it.
function content(form) {
  return JSON.stringify(fields(form).map((one) => [one.name, ticks(one) ? one.checked && one.value : one.value]));
}

function drawn(form) {
  return JSON.stringify(
    fields(form).map((one) => {
      if (ticks(one)) return [one.name, one.defaultChecked && one.value];
      if (one.type !== "select-one") return [one.name, one.defaultValue];
      const chosen = [...one.options].find((option) => option.defaultSelected) ?? one.options[0];
      return [one.name, chosen?.value ?? ""];
    }),
  );
}

function refill(form, text) {
  const values = JSON.parse(text);
  for (const [place, one] of fields(form).entries()) {
    const [name, value] = values[place] ?? [];
    if (name !== one.name) return; // another form by now: what fits was put back
    if (ticks(one)) one.checked = value !== false;
    else one.value = value;
  }
}

const WITH_DAY = { day: "2-digit", month: "2-digit" };

function say(form, text, acts) {
  const notice = document.createElement("div");
  notice.className = "notice notice-warning";
  notice.setAttribute("role", "status");
  const words = document.createElement("p");
  words.textContent = `${text} `;
  for (const [label, act] of acts) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-secondary btn-sm";
    button.textContent = label;
    button.addEventListener("click", () => {
      notice.remove();
      act();
    });
    words.append(button, " ");
  }
  notice.append(words);
  form.before(notice);
}

function watch(form, person, shown) {
  const key = `${PREFIX}${person}:${location.pathname}:${new URL(form.action).pathname}`;
  const kept = device(key);
  const base = drawn(form);
  const draft = kept.read();

  const use = () => {
    refill(form, draft.content);
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const drop = () => {
    kept.clear();
    form.reset();
    form.dispatchEvent(new Event("change", { bubbles: true }));
    kept.clear();
  };

  if (shown) {
    // The page shows what was typed and not saved: it is the draft now.
    kept.write({ base: draft?.base ?? "", content: base, at: Date.now() });
  } else if (draft && draft.content === base) {
    kept.clear();
  } else if (draft && draft.base === base) {
    use();
    say(form, `Đã điền lại nội dung chưa lưu, nhập trên máy này lúc ${clock(draft.at, WITH_DAY)}.`, [["Bỏ nội dung này", drop]]);
  } else if (draft?.sent) {
    kept.clear(); // it arrived, and the server drew it in its own way
  } else if (draft) {
    const text = `Trên máy này còn nội dung chưa lưu, nhập lúc ${clock(draft.at, WITH_DAY)}; bản trên máy chủ đã khác.`;
    say(form, text, [["Dùng nội dung trên máy này", use], ["Bỏ", drop]]);
  }

  const keep = () => kept.write({ base, content: content(form), at: Date.now() });
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  if (!form.hasAttribute("hx-post")) guard(form, (text) => say(form, text, []));
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return; // looked at first
    kept.write({ base, content: content(form), at: Date.now(), sent: true });
    try {
      sessionStorage.setItem(PREFIX, key);
    } catch {
      // the comparison at the next opening decides
    }
  });
}

for (const mark of document.querySelectorAll(`form[method=post] input[name=${MARK}][data-person]`)) {
  if (!mark.form.hasAttribute("data-entry")) watch(mark.form, mark.dataset.person, mark.hasAttribute("data-shown"));
}
