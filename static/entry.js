// The entry page of Phiếu B: running points, keys, undo, and a draft that survives. Without this script the form and its
// two buttons do the work. The parts are in parts/, each with one concern.
import { clock, device } from "./parts/device.js";
import { guard } from "./parts/session.js";
import { noticeOf, sheetOf } from "./parts/sheet.js";
import { score } from "./parts/score.js";
import { sending } from "./parts/sending.js";
import { undoing } from "./parts/undo.js";
import { keys } from "./parts/keys.js";

const form = document.querySelector("form[data-entry]");
const sent = document.querySelector("[data-form-sent]");

// The check page follows a form that was sent and stored: its copy on this device has done its service.
if (sent) {
  const kept = device(sent.dataset.formSent);
  if (kept.read()?.submitted) kept.clear();
}

if (form) start(JSON.parse(form.dataset.entry));

function start(page) {
  const sheet = sheetOf(form);
  const notice = noticeOf(form);
  guard(form, (text) => notice.say(text)); // before the sender: what is not sent yet is not on its way
  const points = score(sheet, page);
  const sender = sending(sheet, notice, page);
  const answers = undoing(sheet, sender);
  keys(form, { save: sender.saveNow, undo: answers.undo });

  function useDraft(draft) {
    sheet.refill(draft.content);
    sheet.useVersions(draft);
    answers.begin();
    sender.keep();
    sender.later();
  }

  function restore() {
    const draft = sender.kept.read();
    const mine = sheet.versions();
    if (page.unsent) {
      sender.keep();
      if (!sender.paused) sender.later();
    } else if (!draft || draft.content === sheet.content()) {
      sender.kept.clear();
    } else if (draft.version === mine.version && draft.household_version === mine.household_version) {
      useDraft(draft);
      const text = `Đã điền lại nội dung chưa gửi, nhập trên máy này lúc ${clock(draft.at)}.`;
      notice.say(text, [["Bỏ nội dung này", sender.reload]]);
    } else if (draft.submitted) {
      sender.kept.clear(); // it arrived: the server's version is a later one
    } else {
      sender.pause();
      const use = () => {
        sender.goOn();
        notice.say("");
        useDraft(draft);
      };
      const text = `Trên máy này còn nội dung chưa gửi, nhập lúc ${clock(draft.at)}; phiếu trên máy chủ đã được lưu sau đó.`;
      notice.say(text, [["Dùng nội dung trên máy này", use], ["Bỏ, dùng bản trên máy chủ", sender.reload]]);
    }
  }

  function focusFirstGap() {
    if (location.hash || document.querySelector("[autofocus], .error-summary") || !notice.silent) return;
    const [head, b1] = [sheet.field("members-0-full_name"), sheet.field("income_points")];
    if (head && !head.value) head.focus();
    else if (!b1.value) b1.focus();
    else points.firstOpen()?.querySelector("input").focus();
  }

  // “Ghi như năm …”: the plain facts of the last review into the fields that are empty.
  const facts = form.querySelector("[data-last-facts]");
  if (facts) {
    facts.hidden = false;
    facts.querySelector("button").addEventListener("click", () => {
      for (const [name, value] of Object.entries(JSON.parse(facts.dataset.lastFacts))) {
        const boxes = [...form.querySelectorAll(`input[type=checkbox][name=${name}]`)];
        if (boxes.length && !boxes.some((box) => box.checked)) for (const box of boxes) box.checked = value.includes(box.value);
        else if (!boxes.length && !sheet.field(name).value) sheet.field(name).value = value ?? "";
      }
      form.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  restore();
  focusFirstGap();
  form.querySelector("[data-shortcuts]").hidden = false; // last: now everything is at work
}
