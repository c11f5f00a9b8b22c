// Running points in the bar, no verdict; and B1 added up where it is answered item by item.
export function score(sheet, page) {
  const { form, field } = sheet;
  const questions = [...form.querySelectorAll("fieldset.ask")];
  const answerOf = (question) => question.querySelector("input:checked")?.value;
  const show = (name, value) => (form.querySelector(`[data-score=${name}]`).textContent = value);
  const sumLine = form.querySelector("[data-score-sum]");
  let lastSum = null;

  // The sum of the chosen answers; nothing while a question is open.
  function sum() {
    const typed = new FormData(form);
    let total = 0;
    for (const { field: name, points, optional } of page.items) {
      const chosen = typed.getAll(name).filter(Boolean);
      if (!chosen.length && !optional) return null;
      for (const code of chosen) total += points[code] ?? 0;
    }
    return total;
  }

  function addUp(fill) {
    if (!sumLine) return;
    const total = sum();
    const points = field("income_points");
    // A total that somebody typed stays: the server says when it differs.
    if (fill && total !== null && [null, String(lastSum)].includes(points.value.trim() || null)) points.value = total;
    lastSum = total;
    sumLine.textContent = total === null ? "còn mục chưa chọn" : `${total} điểm`;
  }

  function all(event) {
    addUp(event?.target.name?.startsWith("score_"));
    const answers = questions.map(answerOf);
    const lacking = answers.filter((answer) => answer === "yes").length;
    show("b1", field("income_points").value.trim() || "–");
    show("b2", page.points === null ? "–" : String(page.points * lacking));
    show("answered", String(answers.filter((answer) => answer === "yes" || answer === "no").length));
  }

  for (const name of ["input", "change", "refilled"]) form.addEventListener(name, all);
  all();
  return { firstOpen: () => questions.find((question) => !answerOf(question)) };
}
