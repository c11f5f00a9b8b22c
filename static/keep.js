// What is typed into a form stays on this device until the server has it: a closed tab, a crashed browser or a server
// that is down loses nothing. Every form with the mark of its person takes part (`{% held_mark %}`); the entry page has
// a finer way of its own (entry.js). Without this script forms work as ever.
const MARK = "_nguoi_nhap";
const PREFIX = "dang-go:";
const LONGEST = 7 * 24 * 3600 * 1000; // what nobody came back for in a week is let go
const OWN_BUSINESS = new Set([MARK, "csrfmiddlewaretoken"]);

const store = {
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  },
  write(key, draft) {
    try {
      localStorage.setItem(key, JSON.stringify(draft));
    } catch {
      // full or forbidden: the form still works
    }
  },
  clear(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // nothing is kept there
    }
  },
  keys() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    } catch {
      return [];
    }
  },
};

for (const key of store.keys()) if (Date.now() - (store.read(key)?.at ?? 0) > LONGEST) store.clear(key);

// The page after a form was sent: its good news says that the server has it.
try {
  const sent = sessionStorage.getItem(PREFIX);
  sessionStorage.removeItem(PREFIX);
  if (sent && document.querySelector(".notice-success")) store.clear(sent);
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

const clock = (moment) => new Date(moment).toLocaleString("vi-VN", { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit" });

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
  const base = drawn(form);
  const draft = store.read(key);

  const use = () => {
    refill(form, draft.content);
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const drop = () => {
    store.clear(key);
    form.reset();
    form.dispatchEvent(new Event("change", { bubbles: true }));
    store.clear(key);
  };

  if (shown) {
    // The page shows what was typed and not saved: it is the draft now.
    store.write(key, { base: draft?.base ?? "", content: base, at: Date.now() });
  } else if (draft && draft.content === base) {
    store.clear(key);
  } else if (draft && draft.base === base) {
    use();
    say(form, `Đã điền lại nội dung chưa lưu, nhập trên máy này lúc ${clock(draft.at)}.`, [["Bỏ nội dung này", drop]]);
  } else if (draft?.sent) {
    store.clear(key); // it arrived, and the server drew it in its own way
  } else if (draft) {
    const text = `Trên máy này còn nội dung chưa lưu, nhập lúc ${clock(draft.at)}; bản trên máy chủ đã khác.`;
    say(form, text, [["Dùng nội dung trên máy này", use], ["Bỏ", drop]]);
  }

  const keep = () => store.write(key, { base, content: content(form), at: Date.now() });
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", () => {
    store.write(key, { base, content: content(form), at: Date.now(), sent: true });
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
