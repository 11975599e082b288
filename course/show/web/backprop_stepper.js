// Backprop on a graph: predict the gradient of one node after the other, then see it.

import { html, short, svg, write } from "./drawing.js";
import { readNumber } from "./guess.js";
import { widget } from "./shared.js";

const COLUMN = 92; // no narrower; a long graph scrolls
const ROW = 78;
const CLOSE = 0.02; // a prediction from rounded numbers is right within this share

// A number as short as a graph needs it.
const brief = (value) => (value === 0 ? "0" : String(Number(value.toPrecision(3))));
const flat = (value) => [value].flat(Infinity);

// The entry to predict: the largest one, so that a guess of 0 is never an accident.
export function entry(gradient) {
  const sizes = flat(gradient).map((number) => Math.abs(number));
  return sizes.indexOf(Math.max(...sizes));
}

function position(index, shape) {
  const place = shape.map((size, k) => {
    const below = shape.slice(k + 1).reduce((product, one) => product * one, 1);
    return Math.floor(index / below) % size;
  });
  return place.length ? `[${place.join(", ")}]` : "";
}

// (3,) and (2, 3), as NumPy writes them
const sizes = (shape) => (shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`);

export function isRight(guess, target) {
  if (Math.abs(target) < 1e-12) return Math.abs(guess) < 1e-12;
  return Math.abs(guess - target) <= CLOSE * Math.abs(target);
}

export default widget((ui) => {
  const { given, state } = ui;
  const graph = () => given.graphs.find(({ name }) => name === state.graph);
  let nodes, order, current;
  let problem = "";
  ui.follow(() => {
    ({ nodes } = graph());
    // From the output back: a node's turn comes when everything that used it has reported.
    order = nodes.map((node, k) => k).filter((k) => nodes[k].gradient !== null).reverse();
    current = order[state.known]; // undefined at the end
  });
  const known = (k) => order.indexOf(k) >= 0 && order.indexOf(k) < state.known;
  const asked = () => flat(nodes[current].gradient)[entry(nodes[current].gradient)];

  function forget() {
    Object.assign(state, { known: 1, guess: "", tries: 0, won: 0, verdict: "" });
  }
  state.tries ??= 0;
  state.won ??= 0;
  state.verdict ??= "";

  const controls = html("div", { class: "cg-controls" },
    ui.menu("graph", {
      label: "Graph", options: given.graphs.map(({ name }) => [name, name]), on: forget,
    }));

  function draw(width) {
    const columns = 1 + Math.max(...nodes.map(({ column }) => column));
    const wide = Math.max(COLUMN, width / columns);
    const at = ({ column, row }) => [(column + 0.5) * wide, 34 + row * ROW];
    const lines = graph().edges.map(([from, to]) => {
      const [[x, y], [u, v]] = [at(nodes[from]), at(nodes[to])];
      const active = to !== undefined && from === current && known(to);
      const middle = (x + u) / 2;
      return svg("path", {
        d: `M ${x + 24} ${y} C ${middle} ${y}, ${middle} ${v}, ${u - 24} ${v}`, fill: "none",
        class: "edge", stroke: active ? "var(--orange)" : "var(--edge)",
        "stroke-width": active ? 3.5 : 1.5,
      });
    });
    return [...lines, ...nodes.map((node, k) => drawNode(node, k, at(node)))];
  }

  function drawNode(node, k, [x, y]) {
    const fork = graph().edges.filter(([from]) => from === k).length > 1;
    const scalar = flat(node.value).length === 1;
    const content = scalar ? brief(flat(node.value)[0]) : sizes(node.shape);
    const above = node.operation === "input" ? content : `${node.name} = ${content}`;
    const gradient = scalar ? brief(flat(node.gradient ?? 0)[0] ?? 0) : "\u2713";
    const told = known(k) ? gradient : k === current ? "?" : "";
    const parts = [
      svg("rect", {
        x: x - 24, y: y - 16, width: 48, height: 32, rx: node.operation === "input" ? 4 : 16,
        fill: k === current ? "var(--mark)" : "var(--paper)",
        stroke: k === current ? "var(--orange)" : fork ? "var(--pink)" : "var(--edge)",
        "stroke-width": k === current || fork ? 3 : 1.5,
      }),
      write(x, y + 5, node.symbol, { "text-anchor": "middle", "font-weight": "600" }),
      write(x, y - 21, above, { "text-anchor": "middle", class: "number tick value" }),
      write(x, y + 31, told, { "text-anchor": "middle", class: "number tick gradient" }),
    ];
    return svg("g", {}, svg("title", {}, `${node.name}: ${node.operation}`), ...parts);
  }

  const figure = ui.figure({
    label: "The graph: values above its nodes, gradients below", draw,
    height: () => 34 + 56 + Math.max(...nodes.map(({ row }) => row)) * ROW,
  });
  ui.follow(() => {
    const columns = 1 + Math.max(...nodes.map(({ column }) => column));
    figure.element.style.minWidth = `${columns * COLUMN}px`;
  });
  const frame = html("div", { class: "scroll", tabindex: 0, role: "region",
    "aria-label": "The graph; scroll with the arrow keys" }, figure.element);

  // A graph wider than its frame shows the node whose turn it is.
  ui.follow(() => {
    if (current === undefined) return;
    const wide = figure.element.getBoundingClientRect().width;
    const columns = 1 + Math.max(...nodes.map(({ column }) => column));
    frame.scrollLeft = ((nodes[current].column + 0.5) / columns) * wide - frame.clientWidth / 2;
  });

  function table(words, value, marked) {
    const numbers = flat(value).map((number, k) =>
      html("td", k === marked ? { class: "marked" } : {}, brief(number)));
    const across = value?.[0]?.length ?? numbers.length; // of a matrix, a row at a time
    const rows = [];
    for (let k = 0; k < numbers.length; k += across) {
      rows.push(html("tr", {}, ...numbers.slice(k, k + across)));
    }
    return html("figure", {}, html("figcaption", { class: "soft" }, words),
      html("table", {}, html("tbody", {}, ...rows)));
  }

  // What the current node's users hand back: their rule, their own numbers.
  const story = html("div", { class: "story" });
  ui.follow(() => {
    if (current === undefined) {
      const score = `${state.won} of ${order.length - 1}`;
      story.replaceChildren(html("p", {},
        `Done: every gradient is known. You predicted ${score} at the first try.`));
      return;
    }
    const node = nodes[current];
    const users = [...new Set(node.parts.map(([user]) => user))];
    const lines = users.map((user) => html("p", {},
      "It comes back through ", html("b", {}, nodes[user].name), `: ${nodes[user].rule}.`));
    const marked = entry(node.gradient);
    const tables = [table(`value of ${node.name}`, node.value, marked), ...users.flatMap((user) => [
      ...others(user), table(`value of ${nodes[user].name}`, nodes[user].value),
      table(`gradient g of ${nodes[user].name}`, nodes[user].gradient),
    ])];
    if (node.parts.length > 1) {
      lines.unshift(html("p", { class: "fork" },
        `A fork: ${node.name} is used ${node.parts.length} times, and what comes back adds up.`));
    }
    story.replaceChildren(...lines, html("div", { class: "cg-row tables" }, ...tables));
  });
  function others(user) {
    const inputs = graph().edges.filter(([from, to]) => to === user && from !== current);
    return inputs.map(([from]) => table(`value of ${nodes[from].name}`, nodes[from].value));
  }

  const label = html("span");
  const input = html("input", {
    type: "text", autocomplete: "off", spellcheck: "false", size: 10,
    oninput: () => (state.guess = input.value),
    onkeydown: (event) => event.key === "Enter" && check(),
  });
  const verdict = html("p", { role: "status", class: "verdict" });
  ui.follow(() => {
    ask.hidden = current === undefined;
    verdict.textContent = problem || state.verdict;
    verdict.classList.toggle("good", state.verdict.startsWith("\u2713"));
    if (current === undefined) return;
    const { name, gradient, shape } = nodes[current];
    const output = nodes.at(-1).name;
    label.textContent = `\u2202${output} / \u2202${name}${position(entry(gradient), shape)} =`;
    if (input.value !== state.guess) input.value = state.guess;
    show.disabled = state.tries === 0; // a prediction first
  });
  function check() {
    const guess = readNumber(state.guess);
    problem = Number.isFinite(guess) ? "" : "Type a number, such as 0.2 or -3/4.";
    if (problem) ui.refresh();
    else if (isRight(guess, asked())) reveal(true);
    else {
      state.tries += 1;
      state.verdict = "\u2717 Not yet.";
      ui.changed();
    }
  }
  function reveal(won) {
    const { name, parts, gradient, shape } = nodes[current];
    const k = entry(gradient);
    const terms = parts.map(([, part]) => brief(flat(part)[k])).join(" + ");
    const sum = parts.length > 1 ? `${terms} = ` : "";
    state.won += won && state.tries === 0 ? 1 : 0;
    state.verdict = `${won ? "\u2713 Right" : "The answer"}: \u2202${nodes.at(-1).name} / \u2202`
      + `${name}${position(k, shape)} = ${sum}${short(flat(gradient)[k])}`;
    Object.assign(state, { known: state.known + 1, guess: "", tries: 0 });
    problem = "";
    ui.changed();
    if (current !== undefined) input.focus();
  }
  const show = ui.button("Show", () => reveal(false));
  const ask = html("div", { class: "cg-row" }, html("label", { class: "cg-row" }, label, input),
    ui.button("Check", check, { class: "main" }), show);
  const ends = html("div", { class: "cg-row" },
    ui.button("Show all gradients", () => {
      Object.assign(state, { known: order.length, verdict: "", guess: "", tries: 0 });
      ui.changed();
    }),
    ui.button("Start over", () => {
      forget();
      ui.changed();
    }));
  const key = html("p", { class: "soft" }, "Above a node its value, below it the gradient of the "
    + "output. A pink border marks a fork.");
  ui.root.append(controls, frame, key, verdict, ask, story, ends);
});
