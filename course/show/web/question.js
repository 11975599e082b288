// A question card: predict, check, then read the answer, the explanation and your record.

import { html } from "./drawing.js";
import { readNumber, readShape } from "./guess.js";
import { widget } from "./shared.js";

const RECORD = "chalkgrad-record"; // one entry of the browser's storage for all cards
const NEWS = "chalkgrad-record-changed";
const EMPTY = { guess: "", judged: "", tries: 0, right: false, shown: false, first: "" };
let unsaved = {}; // the record where the browser keeps nothing, as in a private window

function readRecord() {
  try {
    return JSON.parse(localStorage.getItem(RECORD)) ?? {};
  } catch {
    return unsaved;
  }
}

function writeRecord(record) {
  unsaved = record;
  try {
    localStorage.setItem(RECORD, JSON.stringify(record));
  } catch {
    // Storage is full or forbidden: the record then lasts as long as the page.
  }
  window.dispatchEvent(new CustomEvent(NEWS));
}

// What was typed: {problem} when it cannot be read, else {right, key} with the key of `mistakes`.
function judge(given, guess) {
  if (given.kind === "choice") {
    if (guess === "") return { problem: "Choose one of the answers first." };
    return { right: Number(guess) === given.answer, key: given.options[Number(guess)] };
  }
  if (given.kind === "shape") {
    const shape = readShape(guess);
    if (!shape) return { problem: "Type a shape, such as (2, 3)." };
    const key = shape.join(",");
    return { right: key === given.answer.join(","), key };
  }
  const value = readNumber(guess);
  if (!Number.isFinite(value)) return { problem: "Type a number, such as 2.5 or 1/3." };
  const close = (target) => Math.abs(value - target) <= given.tolerance * (1 + 1e-9);
  const key = Object.keys(given.mistakes).find((wrong) => close(Number(wrong)));
  return { right: close(given.answer), key };
}

export default widget((ui) => {
  const { given, state } = ui;
  const kept = readRecord()[given.name];
  if (!state.tries && kept) Object.assign(state, kept);
  const finished = () => state.right || state.shown;

  const prompt = rich("div", "prompt", given.prompt);
  const entry = given.kind === "choice" ? choices() : field();
  const problem = html("p", { class: "problem", role: "alert" });
  const hint = rich("div", "aside", given.hint);
  hint.hidden = true;
  const verdict = html("p", { class: "verdict", "data-key": "verdict" });
  const feedback = rich("div", "aside", "");
  const answer = html("p", { class: "answer" }, html("b", {}, "Answer: "),
    rich("span", "", given.shown));
  const explanation = rich("div", "explanation", given.explanation);
  const record = html("p", { class: "soft record", "data-key": "record" });

  const check = ui.button("Check", submit, { class: "main" });
  const hintButton = ui.button("Hint", () => {
    hint.hidden = !hint.hidden;
    hintButton.setAttribute("aria-expanded", !hint.hidden);
  }, { "aria-expanded": "false" });
  const show = ui.button("Show the answer", () => finish({ shown: true }));
  const again = ui.button("Answer again", () => {
    Object.assign(state, EMPTY, { first: state.first });
    ui.changed();
    entry.querySelector("input").focus();
  });

  // No form: JupyterLab keeps the Enter key from submitting one.
  const form = html("div", { onkeydown: (event) => event.key === "Enter" && enter(event) },
    prompt, entry,
    html("div", { class: "cg-row" }, check, ...(given.hint ? [hintButton] : []), show, again),
    problem);
  const result = html("div", { role: "status" }, verdict, feedback, answer, explanation);
  ui.root.classList.add("question");
  ui.root.append(form, hint, result, record);

  function rich(tag, className, markup) {
    const element = html(tag, { class: className });
    element.innerHTML = markup; // checked in Python: a few harmless tags
    return element;
  }

  function field() {
    const words = given.kind === "shape" ? "Your prediction, a shape" : "Your prediction";
    const input = html("input", {
      type: "text", autocomplete: "off", spellcheck: "false", size: 14,
      placeholder: given.kind === "shape" ? "(2, 3)" : "",
      oninput: () => (state.guess = input.value),
    });
    ui.follow(() => {
      if (input.value !== state.guess) input.value = state.guess;
      input.disabled = finished();
    });
    return html("label", { class: "cg-row" }, words, input, html("span", {}, given.unit));
  }

  function choices() {
    const group = `chalkgrad-${crypto.randomUUID?.() ?? Math.random()}`; // two copies on a page
    const buttons = given.options.map((_, index) =>
      html("input", { type: "radio", name: group, value: index,
        onchange: () => (state.guess = String(index)) }));
    const labels = given.options.map((words, index) =>
      html("label", { class: "option" }, buttons[index], rich("span", "", words)));
    ui.follow(() => buttons.forEach((button, index) => {
      button.checked = state.guess === String(index);
      button.disabled = finished();
      const marked = finished() && index === given.answer;
      labels[index].classList.toggle("right", marked);
    }));
    return html("fieldset", {}, html("legend", {}, "Your prediction"), ...labels);
  }

  function enter(event) {
    if (!event.target.matches("input") || finished()) return;
    event.preventDefault(); // or the button that gets the focus would be pressed as well
    submit();
  }

  function submit() {
    const verdictOfGuess = judge(given, state.guess);
    problem.textContent = verdictOfGuess.problem ?? "";
    if (verdictOfGuess.problem) return;
    const tries = state.tries + 1;
    const first = state.first || (verdictOfGuess.right ? "right" : "wrong");
    finish({ tries, first, right: verdictOfGuess.right, judged: state.guess });
  }

  function finish(news) {
    Object.assign(state, news);
    writeRecord({ ...readRecord(), [given.name]: { ...state } });
    ui.changed();
    if (finished()) again.focus(); // the field and the buttons before it are gone
  }

  ui.follow(() => {
    const done = finished();
    const judged = state.tries > 0 ? judge(given, state.judged) : {};
    const wrong = state.tries > 0 && !state.right;
    verdict.textContent = state.right ? "\u2713 Right." : wrong ? "\u2717 Not yet." : "";
    if (state.shown && wrong) verdict.textContent = "\u2717 Not this time.";
    verdict.classList.toggle("good", state.right);
    feedback.innerHTML = (wrong && given.mistakes[judged.key]) || "";
    answer.hidden = explanation.hidden = !done;
    check.hidden = done;
    hintButton.hidden = done;
    hint.hidden ||= done;
    show.hidden = done || state.tries === 0; // a prediction first
    again.hidden = !done;
  });

  function tell() {
    const all = Object.values(readRecord()).filter((card) => card.first);
    const right = all.filter((card) => card.first === "right").length;
    record.textContent = all.length
      ? `Your record: ${right} of ${all.length} right at the first try.` : "";
  }
  ui.follow(tell);
  window.addEventListener(NEWS, tell);
  ui.onclose = () => window.removeEventListener(NEWS, tell);
});
