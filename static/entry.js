// The entry page of Phiếu B: running points, keys, and a draft that survives. Without this script the form and its two
// buttons do the work.
//
// Every change is kept on this device at once and sent to the server a moment later. What was sent once is sent again
// unchanged until the server has answered, so an answer that got lost makes no second version. The device keeps nothing
// that the server has.
const WAIT = 700; // milliseconds between a change and its sending
const LONGEST_PAUSE = 60_000;
const NOT_CONTENT = new Set(["csrfmiddlewaretoken", "_nguoi_nhap", "version", "household_version", "lay"]);

const form = document.querySelector("form[data-entry]");
const sent = document.querySelector("[data-form-sent]");

// --- The draft on this device ---------------------------------------------------------------------

const device = (key) => ({
  read() {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  },
  write(draft) {
    try {
      localStorage.setItem(key, JSON.stringify(draft));
      return true;
    } catch {
      return false; // full, or forbidden by the browser: the server's draft remains
    }
  },
  clear() {
    try {
      localStorage.removeItem(key);
    } catch {
      // nothing is kept there
    }
  },
});

// The check page follows a form that was sent and stored: its copy on this device has done its service.
if (sent) {
  const kept = device(sent.dataset.formSent);
  if (kept.read()?.submitted) kept.clear();
}

if (form) start(JSON.parse(form.dataset.entry));

function start(page) {
  const kept = device(page.key);
  const field = (name) => form.elements.namedItem(name);
  const versions = () => ({ version: field("version").value, household_version: field("household_version").value });
  const content = () => JSON.stringify([...new FormData(form)].filter(([name]) => !NOT_CONTENT.has(name)));
  const clock = (moment) => new Date(moment).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });

  let stored = page.unsent ? "" : content(); // what the server is known to have
  let pending = null; // what is on its way, unchanged until the server has answered
  let paused = page.paused; // a person must choose first
  let leaving = false;
  let failures = 0;
  let timer = 0;

  function keep(extra = {}) {
    kept.write({ ...versions(), at: Date.now(), content: content(), ...extra });
  }

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
    showScore();
  }

  // --- What the officer is told -------------------------------------------------------------------

  const savedLine = form.querySelector("[data-saved]");
  const notice = form.querySelector("[data-notice]");

  function say(text, { link, acts = [] } = {}) {
    notice.hidden = !text;
    notice.querySelector("[data-notice-text]").textContent = text ?? "";
    const anchor = notice.querySelector("[data-notice-link]");
    anchor.hidden = !link;
    if (link) [anchor.href, anchor.textContent] = link;
    const box = notice.querySelector("[data-notice-acts]");
    box.hidden = !acts.length;
    box.replaceChildren(
      ...acts.map(([label, act]) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "btn btn-secondary btn-sm";
        button.textContent = label;
        button.addEventListener("click", act);
        return button;
      }),
    );
  }

  const KEPT = "Nội dung vẫn được giữ trên máy này";

  function signedOut() {
    savedLine.textContent = "Chưa gửi, giữ trên máy này";
    const text = `Phiên làm việc đã hết. ${KEPT} và được gửi ngay khi ông/bà đăng nhập lại.`;
    say(text, { link: [page.signIn, "Đăng nhập lại (thẻ mới)"] });
  }

  function offline() {
    savedLine.textContent = "Chưa gửi, giữ trên máy này";
    say(`Chưa gửi được lên máy chủ. ${KEPT} và được gửi khi có mạng.`);
  }

  // --- Sending ------------------------------------------------------------------------------------

  function later(pause = WAIT) {
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  }

  async function ask(options = {}) {
    const answer = await fetch(page.draft, { redirect: "manual", headers: { Accept: "application/json" }, ...options });
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    return { status: answer.status, said: isJson ? await answer.json() : null };
  }

  // Signing in again gives a new token; somebody else may have signed in.
  async function renew() {
    const { status, said } = await ask();
    if (status === 401) signedOut();
    else if (!said) offline();
    else if (said.user !== page.user) say(`Máy này đang đăng nhập bằng tài khoản khác nên phiếu chưa gửi. ${KEPT}.`);
    else {
      field("csrfmiddlewaretoken").value = said.token;
      return true;
    }
    return false;
  }

  async function send(renewed = false) {
    clearTimeout(timer);
    if (paused || leaving || pending?.underWay) return;
    if (!pending) {
      const now = content();
      if (now === stored) return kept.clear();
      pending = { content: now, body: new URLSearchParams([...new FormData(form)].filter(([name]) => name !== "lay")) };
    }
    pending.underWay = true;
    try {
      pending.body.set("csrfmiddlewaretoken", field("csrfmiddlewaretoken").value);
      const { status, said } = await ask({ method: "POST", body: pending.body });
      pending.underWay = false;
      if (status === 200 && said) taken(said);
      else if (status === 401) signedOut();
      else if (said) refused(said.error);
      else if (status === 403 && !renewed && (await renew())) await send(true);
      else again();
    } catch {
      if (pending) pending.underWay = false;
      again();
    }
  }

  function taken(said) {
    stored = pending.content;
    pending = null;
    failures = 0;
    field("version").value = said.version;
    field("household_version").value = said.household_version;
    say(said.not_saved.length ? `Chưa lưu: ${said.not_saved.join(" ")}` : "");
    if (content() !== stored) {
      keep();
      return later(0);
    }
    savedLine.textContent = `Đã lưu nháp lúc ${said.saved}`;
    return kept.clear();
  }

  // A colleague saved something else, or the form is closed: a person decides, with the buttons of the form.
  function refused(sentence) {
    pending = null;
    paused = true;
    savedLine.textContent = "Chưa lưu, giữ trên máy này";
    say(sentence, { acts: [["Xem và chọn", () => form.requestSubmit(form.querySelector("[value=nhap]"))]] });
  }

  function again() {
    if (leaving) return;
    offline();
    failures += 1;
    later(Math.min(1000 * 2 ** failures, LONGEST_PAUSE));
  }

  async function resume() {
    if (document.hidden || paused || leaving || (!pending && content() === stored)) return;
    try {
      if (await renew()) await send();
    } catch {
      again();
    }
  }

  // --- Changes ------------------------------------------------------------------------------------

  function changed() {
    showScore();
    keep();
  }

  form.addEventListener("input", changed);
  form.addEventListener("rows", changed);
  form.addEventListener("change", () => {
    changed();
    later();
  });
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
    keep({ submitted: true });
  });
  window.addEventListener("pageshow", () => (leaving = false));
  window.addEventListener("online", resume);
  window.addEventListener("focus", resume);
  document.addEventListener("visibilitychange", resume);

  // --- Points (no verdict) ------------------------------------------------------------------------

  const questions = [...form.querySelectorAll("fieldset.ask")];
  const answerOf = (question) => question.querySelector("input:checked")?.value;
  const show = (name, value) => (form.querySelector(`[data-score=${name}]`).textContent = value);

  function showScore() {
    const answers = questions.map(answerOf);
    const lacking = answers.filter((answer) => answer === "yes").length;
    show("b1", field("income_points").value.trim() || "–");
    show("b2", page.points === null ? "–" : String(page.points * lacking));
    show("answered", String(answers.filter((answer) => answer === "yes" || answer === "no").length));
  }

  // --- Keys ---------------------------------------------------------------------------------------

  // Where Enter stops: every visible field once, of a question the chosen answer or the first one.
  function stops() {
    const fields = form.querySelectorAll("input:not([type=hidden]), select, textarea");
    return [...fields].filter((one) => {
      if (!(one.checkVisibility?.() ?? one.offsetParent)) return false;
      if (one.type !== "radio") return true;
      const group = [...form.querySelectorAll(`input[name="${one.name}"]`)];
      return one === (group.find((each) => each.checked) ?? group[0]);
    });
  }

  function move(from, step) {
    const all = stops();
    const here = all.findIndex((one) => one === from || (one.type === "radio" && one.name === from.name));
    all[here + step]?.focus();
  }

  form.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "s") {
      event.preventDefault();
      saveNow();
    } else if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    } else if (key === "Enter" && target.matches("input, select")) {
      event.preventDefault();
      move(target, event.shiftKey ? -1 : 1);
    } else if (["1", "2", "3"].includes(key) && target.matches("fieldset.ask input")) {
      event.preventDefault();
      const answers = target.closest("fieldset").querySelectorAll("input");
      answers[key - 1].checked = true;
      answers[key - 1].dispatchEvent(new Event("change", { bubbles: true }));
      move(answers[key - 1], 1);
    }
  });

  function saveNow() {
    const goes = form.querySelector("input[name$='-DELETE']:checked");
    if (goes || paused) form.requestSubmit(form.querySelector("[value=nhap]"));
    else send();
  }

  // --- Opening ------------------------------------------------------------------------------------

  function useDraft(draft) {
    refill(draft.content);
    field("version").value = draft.version;
    field("household_version").value = draft.household_version;
    keep();
    later();
  }

  function discardDraft() {
    kept.clear();
    leaving = true;
    location.reload();
  }

  function restore() {
    const draft = kept.read();
    const mine = versions();
    if (page.unsent) {
      keep();
      if (!paused) later();
    } else if (!draft || draft.content === content()) {
      kept.clear();
    } else if (draft.version === mine.version && draft.household_version === mine.household_version) {
      useDraft(draft);
      say(`Đã điền lại nội dung chưa gửi, nhập trên máy này lúc ${clock(draft.at)}.`, { acts: [["Bỏ nội dung này", discardDraft]] });
    } else if (draft.submitted) {
      kept.clear(); // it arrived: the server's version is a later one
    } else {
      paused = true;
      const use = () => {
        paused = false;
        say("");
        useDraft(draft);
      };
      const text = `Trên máy này còn nội dung chưa gửi, nhập lúc ${clock(draft.at)}; phiếu trên máy chủ đã được lưu sau đó.`;
      say(text, { acts: [["Dùng nội dung trên máy này", use], ["Bỏ, dùng bản trên máy chủ", discardDraft]] });
    }
  }

  function focusFirstGap() {
    if (location.hash || document.querySelector("[autofocus], .error-summary") || !notice.hidden) return;
    const [head, points] = [field("members-0-full_name"), field("income_points")];
    const open = questions.find((question) => !answerOf(question));
    if (head && !head.value) head.focus();
    else if (!points.value) points.focus();
    else open?.querySelector("input").focus();
  }

  form.querySelector("[data-shortcuts]").hidden = false;
  showScore();
  restore();
  focusFirstGap();
}
