// Predictions: what was typed, and a line that takes one, judges it and then tells the answer.

import { html } from "./drawing.js";

const THOUSANDS = /^-?\d{1,3}(,\d{3})+(?!\d)/;

// "2,5", "5/2" and "-2.5" with a typographic minus are numbers too, and "7,850" is a whole one.
export function readNumber(words) {
  const plain = words.trim().replace(/[\u2212\u2013]/g, "-");
  const points = THOUSANDS.test(plain) ? plain.replaceAll(",", "") : plain.replace(",", ".");
  const [top, bottom, ...more] = points.split("/").map((part) =>
    (part.trim() ? Number(part) : NaN));
  return more.length ? NaN : top / (bottom ?? 1);
}

// "(2, 3)", "2 x 3" and "2 3" are the same shape.
export function readShape(words) {
  const inner = words.trim().replace(/^[([](.*)[)\]]$/, "$1");
  const sizes = inner.split(/[\s,x\u00d7]+/).filter(Boolean);
  return sizes.every((size) => /^\d+$/.test(size)) && sizes.length ? sizes.map(Number) : null;
}

// A line "label [field] Check, Show". Its state at `path` is { guess, tries, done }; `read` turns
// words into a value or null, `right(value)` judges it, `tell()` gives the answer once it is due.
export function guess(ui, path, { label, example, read, right, tell, on }) {
  const now = () => ui.get(path);
  const input = html("input", {
    type: "text", autocomplete: "off", spellcheck: "false", size: 10, placeholder: example,
    oninput: () => (now().guess = input.value),
    onkeydown: (event) => event.key === "Enter" && check(),
  });
  const said = html("span", { role: "status" });
  const checkButton = ui.button("Check", check, { "aria-label": `Check: ${label}` });
  const showButton = ui.button("Show", () => settle({ done: true }), {
    "aria-label": `Show: ${label}`,
  });
  let problem = "";

  function check() {
    const value = read(now().guess);
    problem = value === null || Number.isNaN(value) ? `Type something like ${example}.` : "";
    if (problem) ui.refresh();
    else settle({ tries: now().tries + 1, done: right(value), right: right(value) });
  }

  function settle(news) {
    Object.assign(now(), news);
    problem = "";
    on?.();
    ui.changed();
  }

  ui.follow(() => {
    const { tries, done, right: won } = now();
    if (input.value !== now().guess) input.value = now().guess;
    input.disabled = checkButton.hidden = showButton.hidden = done;
    showButton.disabled = tries === 0; // a prediction first
    said.className = done && won ? "good" : "";
    if (done) said.textContent = `${won ? "\u2713 Right: " : ""}${tell()}`;
    else said.textContent = problem || (tries ? "\u2717 Not yet." : "");
  });
  return html("div", { class: "cg-row" },
    html("label", { class: "cg-row" }, label, input), checkButton, showButton, said);
}

export const UNGUESSED = { guess: "", tries: 0, done: false, right: false };
