// Every change is kept on this device at once and sent to the server a moment later. What was sent once is sent again
// unchanged until the server has answered, so an answer that got lost makes no second version. The device keeps nothing
// that the server has.
import { device } from "./device.js";
import { OTHER, session, sessionEnded, signInAgain } from "./session.js";

const WAIT = 700; // milliseconds between a change and its sending
const LONGEST_PAUSE = 60_000;
const KEPT = "Nội dung vẫn được giữ trên máy này";
const NOT_SENT = "Chưa gửi, giữ trên máy này";

export function sending(sheet, notice, page) {
  const { form } = sheet;
  const kept = device(page.key);
  let stored = page.unsent ? "" : sheet.content(); // what the server is known to have
  let pending = null; // what is on its way, unchanged until the server has answered
  let paused = page.paused; // a person must choose first
  let leaving = false;
  let gone = false; // the session: nothing is sent until it is there again
  let failures = 0;
  let timer = 0;

  const keep = (extra = {}) => kept.write({ ...sheet.versions(), at: Date.now(), content: sheet.content(), ...extra });

  function later(pause = WAIT) {
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  }

  function signedOut() {
    gone = true;
    sessionEnded();
    notice.state(NOT_SENT);
    notice.say(`Phiên làm việc đã hết. ${KEPT} và được gửi ngay khi ông/bà đăng nhập lại.`, [["Đăng nhập lại", signIn]]);
  }

  async function signIn() {
    const token = await signInAgain();
    if (!token) return;
    sheet.field("csrfmiddlewaretoken").value = token;
    notice.say("");
    gone = false;
    await send();
  }

  function offline() {
    notice.state(NOT_SENT);
    notice.say(`Chưa gửi được lên máy chủ. ${KEPT} và được gửi khi có mạng.`);
  }

  // Signing in again gives a new token; somebody else may have signed in.
  async function renew() {
    const now = await session();
    if (now.gone) signedOut();
    else if (now.other) notice.say(OTHER);
    else if (!now.token) offline();
    else sheet.field("csrfmiddlewaretoken").value = now.token;
    gone = Boolean(now.gone);
    return Boolean(now.token);
  }

  async function send(renewed = false) {
    clearTimeout(timer);
    if (paused || leaving || gone || pending?.underWay) return;
    if (!pending) {
      const now = sheet.content();
      if (now === stored) {
        kept.clear();
        return;
      }
      pending = { content: now, body: sheet.body() };
    }
    pending.underWay = true;
    try {
      pending.body.set("csrfmiddlewaretoken", sheet.field("csrfmiddlewaretoken").value);
      const headers = { Accept: "application/json" };
      const answer = await fetch(page.draft, { method: "POST", body: pending.body, redirect: "manual", headers });
      const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
      const said = isJson ? await answer.json() : null;
      pending.underWay = false;
      if (answer.status === 200 && said) taken(said);
      else if (answer.status === 401) signedOut();
      else if (said) refused(said.error);
      else if (answer.status === 403 && !renewed && (await renew())) await send(true);
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
    gone = false;
    sheet.useVersions(said);
    notice.say(said.not_saved.length ? `Chưa lưu: ${said.not_saved.join(" ")}` : "");
    notice.cautions(said.cautions);
    if (sheet.content() !== stored) {
      keep();
      later(0);
      return;
    }
    notice.state(`Đã lưu nháp lúc ${said.saved}`);
    kept.clear();
  }

  // A colleague saved something else, or the form is closed: a person decides, with the buttons of the form.
  function refused(sentence) {
    pending = null;
    paused = true;
    notice.state("Chưa lưu, giữ trên máy này");
    notice.say(sentence, [["Xem và chọn", () => form.requestSubmit(form.querySelector("[value=nhap]"))]]);
  }

  function again() {
    if (leaving) return;
    offline();
    failures += 1;
    later(Math.min(1000 * 2 ** failures, LONGEST_PAUSE));
  }

  async function resume() {
    if (document.hidden || paused || leaving || (!pending && sheet.content() === stored)) return;
    if (await renew()) await send();
  }

  form.addEventListener("input", () => keep());
  form.addEventListener("rows", () => keep());
  form.addEventListener("change", () => {
    keep();
    later();
  });
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    leaving = true;
    clearTimeout(timer);
    keep({ submitted: true });
  });
  window.addEventListener("pageshow", () => (leaving = false));
  window.addEventListener("online", resume);
  window.addEventListener("focus", resume);
  document.addEventListener("visibilitychange", resume);

  return {
    kept,
    keep,
    later,
    // By the key or the button: what a script may not decide goes by the form itself.
    saveNow() {
      const goes = form.querySelector("input[name$='-DELETE']:checked");
      if (goes || paused) form.requestSubmit(form.querySelector("[value=nhap]"));
      else send().then(() => gone && signIn());
    },
    pause() {
      paused = true;
    },
    goOn() {
      paused = false;
    },
    get paused() {
      return paused;
    },
    reload() {
      kept.clear();
      leaving = true;
      location.reload();
    },
  };
}
