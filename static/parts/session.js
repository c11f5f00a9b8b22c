// Who is signed in; and when the session has ended, signing in again on the page itself, with nothing lost. Only the
// person whose page it is can do so. Without this script the server holds what was sent until after the sign-in page.
const box = document.querySelector("template#dang-nhap-lai");
const PATIENCE = 5000; // milliseconds; a server that is silent is not there
const FRESH = 60_000; // a page that was opened in the last minute had a session, so its form is sent without a look

export const OTHER = "Máy này đang đăng nhập bằng tài khoản khác nên chưa gửi. Nội dung vẫn được giữ trên máy này.";
const SILENT = "Chưa liên lạc được với máy chủ. Ông/bà thử lại sau ít phút.";
const TOO_OFTEN = "Đã thử quá nhiều lần. Ông/bà đợi vài phút rồi thử lại.";
const WRONG_CODE = "Mã không đúng hoặc đã hết hạn. Ông/bà nhập mã đang hiện.";

const JSON_ONLY = { Accept: "application/json" };

let ended = false; // whether the server has said so

export function sessionEnded() {
  ended = true;
}

// {token} for this person; {gone}: no session; {other}: somebody else's; {silent}: no answer that could be read.
export async function session() {
  try {
    const answer = await fetch(box.dataset.session, { redirect: "manual", headers: JSON_ONLY, signal: AbortSignal.timeout(PATIENCE) });
    ended = answer.status === 401;
    if (ended) return { gone: true };
    const said = answer.ok ? await answer.json() : null;
    if (!said) return { silent: true };
    return String(said.user) === box.dataset.person ? { token: said.token } : { other: true };
  } catch {
    return { silent: true };
  }
}

// --- The dialog -----------------------------------------------------------------------------------

const cookie = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

async function post(address, values) {
  if (!cookie()) await fetch(box.dataset.signIn, { headers: JSON_ONLY });
  const body = new URLSearchParams({ csrfmiddlewaretoken: cookie() ?? "", ...values });
  return fetch(address, { method: "POST", body, redirect: "manual", headers: JSON_ONLY });
}

let asking = null;

// A fresh token, or nothing when it is put off. Asked twice, it is one dialog.
export function signInAgain() {
  asking ??= ask().finally(() => (asking = null));
  return asking;
}

function ask() {
  const dialog = box.content.firstElementChild.cloneNode(true);
  const form = dialog.querySelector("form");
  const wrong = dialog.querySelector("[data-wrong]");
  const steps = [...dialog.querySelectorAll("[data-step]")];
  let step = "password";

  function show(name) {
    step = name;
    for (const one of steps) one.hidden = one.dataset.step !== name;
    form.elements[name].focus();
  }

  function refuse(sentence) {
    wrong.textContent = sentence;
    form.elements[step].value = "";
    form.elements[step].focus();
  }

  // What the server said to the password or the code; nothing when it was content.
  async function trouble(answer) {
    if (answer.status === 429) return TOO_OFTEN;
    if (step === "code") return answer.type === "opaqueredirect" ? "" : WRONG_CODE;
    // It leads elsewhere: to the code, when a password was taken before.
    if (answer.type === "opaqueredirect") return show("code") ?? "";
    const said = await answer.json();
    if (said.location?.includes(box.dataset.code)) return show("code") ?? "";
    const fields = Object.values(said.form?.fields ?? {}).flatMap((field) => field.errors);
    return answer.ok ? "" : [...(said.form?.errors ?? []), ...fields].join(" ");
  }

  return new Promise((resolve) => {
    const end = (token) => {
      dialog.close();
      dialog.remove();
      resolve(token);
    };
    dialog.querySelector("[data-later]").addEventListener("click", () => end(null));
    dialog.addEventListener("cancel", () => end(null));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      wrong.textContent = "";
      const asked = step;
      const address = asked === "code" ? box.dataset.code : box.dataset.signIn;
      try {
        const answer = await post(address, { login: form.elements.login.value, [asked]: form.elements[asked].value });
        const sentence = await trouble(answer);
        if (sentence) return refuse(sentence);
        if (step !== asked) return undefined;
        const now = await session();
        if (now.token) return end(now.token);
        return refuse(now.other ? OTHER : SILENT);
      } catch {
        return refuse(SILENT);
      }
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

// --- A form that is about to be sent --------------------------------------------------------------

// Looks first whether the session still lives, and puts a fresh token into the form. `tell` says why it was not sent.
export function guard(form, tell) {
  let ready = false;
  let looking = false;
  form.addEventListener("submit", async (event) => {
    if (ready || !box || (performance.now() < FRESH && !ended)) {
      ready = false;
      return;
    }
    event.preventDefault();
    if (looking) return;
    looking = true;
    const now = await session();
    const token = now.gone ? await signInAgain() : now.token;
    looking = false;
    if (now.other) tell(OTHER);
    if (now.other || (now.gone && !token)) return;
    if (token) form.elements.namedItem("csrfmiddlewaretoken").value = token;
    ready = true;
    form.requestSubmit(event.submitter);
    ready = false; // refused by the browser itself: looked at anew next time
  });
}
