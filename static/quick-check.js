// Phiếu A by keyboard, as on the entry page: 1 and 2 answer and go on. Without this script the form does the work.
const form = document.querySelector("form[data-keys]");

if (form) {
  const questions = [...form.querySelectorAll("fieldset.ask")];
  const main = form.querySelector("[data-main]");
  const stop = (question) => question.querySelector("input:checked") ?? question.querySelector("input");

  function move(question, step) {
    const next = questions[questions.indexOf(question) + step];
    (next ? stop(next) : step > 0 ? main : stop(question)).focus();
  }

  form.addEventListener("keydown", (event) => {
    const question = event.target.closest("fieldset.ask");
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.requestSubmit(main);
    } else if (!question || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    } else if (event.key === "Enter") {
      event.preventDefault();
      move(question, event.shiftKey ? -1 : 1);
    } else if (event.key === "1" || event.key === "2") {
      event.preventDefault();
      question.querySelectorAll("input")[event.key - 1].checked = true;
      move(question, 1);
    }
  });

  form.querySelector("[data-shortcuts]").hidden = false;
  if (!document.querySelector(".error-summary")) {
    const open = questions.find((question) => !question.querySelector("input:checked"));
    (open ? stop(open) : main).focus();
  }
}
