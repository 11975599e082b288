// One LSTM or GRU unit over a few steps: force its gates open or shut and follow the memory.

import { clamp, html, range, svg, write } from "./drawing.js";
import { widget } from "./shared.js";

const LARGEST_INPUT = 2;
const REACH = 22; // room for a number above the highest dot
const NEXT = { own: "open", open: "shut", shut: "own" };
const MEANING = { open: 1, shut: 0 };
const sigmoid = (x) => 1 / (1 + Math.exp(-x));

// A gate's value at step t: forced, or what its weights make of x and h.
const gate = (forced, t, own) => MEANING[forced[t]] ?? own;

// As course.nn.lstm with one unit; columns of the weights are i, f, g, o.
export function lstm(inputs, { w, u, b }, forced) {
  const run = { input: [], forget: [], output: [], candidate: [], cell: [], hidden: [] };
  let [h, c] = [0, 0];
  inputs.forEach((x, t) => {
    const [i, f, g, o] = b.map((bias, k) => x * w[k] + h * u[k] + bias);
    run.input.push(gate(forced.input, t, sigmoid(i)));
    run.forget.push(gate(forced.forget, t, sigmoid(f)));
    run.output.push(gate(forced.output, t, sigmoid(o)));
    run.candidate.push(Math.tanh(g));
    c = run.forget[t] * c + run.input[t] * run.candidate[t];
    h = run.output[t] * Math.tanh(c);
    run.cell.push(c);
    run.hidden.push(h);
  });
  return { ...run, kept: products(run.forget) };
}

// As course.nn.gru with one unit; columns of the weights are r, z, n.
export function gru(inputs, { w, u, b }, forced) {
  const run = { reset: [], update: [], candidate: [], hidden: [] };
  let h = 0;
  inputs.forEach((x, t) => {
    run.reset.push(gate(forced.reset, t, sigmoid(x * w[0] + h * u[0] + b[0])));
    run.update.push(gate(forced.update, t, sigmoid(x * w[1] + h * u[1] + b[1])));
    run.candidate.push(Math.tanh(x * w[2] + run.reset[t] * h * u[2] + b[2]));
    h += run.update[t] * (run.candidate[t] - h);
    run.hidden.push(h);
  });
  return { ...run, kept: products(run.update.map((z) => 1 - z)) };
}

// How much of the memory after step t is left at the end: the product of the later factors.
function products(factors) {
  const kept = factors.map(() => 1);
  for (let t = factors.length - 2; t >= 0; t -= 1) kept[t] = kept[t + 1] * factors[t + 1];
  return kept;
}

export default widget((ui) => {
  const { given, state } = ui;
  const steps = range(state.inputs.length);
  const kind = () => given.kinds[state.kind];
  const forced = () => state.forced[state.kind];
  let run;
  ui.follow(() => {
    run = (state.kind === "LSTM" ? lstm : gru)(state.inputs, kind().weights, forced());
  });

  const presets = () => kind().presets;
  const setting = ui.menu("preset", { label: "Gates", options: [], on: load });
  const select = setting.querySelector("select");
  function load(name) {
    const preset = presets().find((each) => each.name === name);
    if (!preset) return;
    for (const { key } of kind().gates) {
      forced()[key] = stepsOf(preset, key);
    }
  }
  const stepsOf = (preset, key) => steps.map((t) => preset.gates[key]?.[t && 1] ?? "own");
  const matches = (preset) => kind().gates.every(({ key }) =>
    stepsOf(preset, key).join() === forced()[key].join());
  let listed;
  ui.follow(() => {
    if (listed !== state.kind) {
      const names = [...presets().map(({ name }) => name), "your own"];
      select.replaceChildren(...names.map((name) => html("option", { value: name }, name)));
      listed = state.kind;
    }
    state.preset = presets().find(matches)?.name ?? "your own";
    select.value = state.preset;
  });
  const controls = html("div", { class: "cg-controls" },
    ui.menu("kind", {
      label: "Unit", options: Object.keys(given.kinds).map((name) => [name, name]),
    }), setting);

  const board = html("div", { class: "board" });
  const style = `grid-template-columns: repeat(${steps.length}, 1fr)`;
  const row = (label, about, content) => html("div", { class: "board-row" },
    html("div", { class: "board-label" }, html("b", {}, label),
      html("span", { class: "soft" }, about)),
    content);

  // A row of bars, one a step, from the line of zero.
  function bars(key, label, height, most, color) {
    return ui.figure({
      label, height,
      draw: (width) => {
        if (!run[key]) return []; // a GRU has no memory cell
        const [wide, values, limit] = [width / steps.length, run[key], most()];
        const middle = key === "kept" ? height - 18 : height / 2;
        const scale = (middle - 16) / limit;
        return [
          svg("line", { class: "axis", x1: 0, x2: width, y1: middle, y2: middle }),
          ...steps.flatMap((t) => {
            const [x, size] = [(t + 0.5) * wide, values[t] * scale];
            const end = middle - size + (size < 0 ? 13 : -4);
            return [
              svg("rect", {
                x: x - wide * 0.3, y: middle - Math.max(size, 0), width: wide * 0.6,
                height: Math.abs(size), fill: color,
              }),
              write(x, end, values[t].toFixed(2), {
                "text-anchor": "middle", class: "tick", "data-key": `${key}-${t}`,
                "data-value": values[t],
              }),
            ];
          }),
        ];
      },
    }).element;
  }

  // The inputs, dots to drag up and down.
  const tall = 112;
  let wide;
  const inputs = ui.figure({
    label: "The input at each step", height: tall, role: "group",
    draw: (width) => {
      wide = width / steps.length;
      return [
        svg("line", { class: "axis", x1: 0, x2: width, y1: tall / 2, y2: tall / 2 }),
        ...steps.flatMap((t) => [
          svg("line", {
            x1: (t + 0.5) * wide, x2: (t + 0.5) * wide, y1: tall / 2, y2: height(t),
            stroke: "var(--blue)", "stroke-width": 3,
          }),
          write((t + 0.5) * wide, height(t) + (state.inputs[t] < 0 ? 22 : -12),
            state.inputs[t].toFixed(1), { class: "tick", "text-anchor": "middle" }),
        ]),
      ];
    },
  });
  const height = (t) => tall / 2 - state.inputs[t] * (tall / 2 - REACH) / LARGEST_INPUT;
  const put = (t, value) => {
    state.inputs[t] = clamp(Math.round(value * 10) / 10, -LARGEST_INPUT, LARGEST_INPUT);
  };
  for (const t of steps) {
    ui.handle(inputs, {
      label: `Input at step ${t + 1}`, radius: 7,
      place: () => [(t + 0.5) * wide, height(t)],
      move: (_, y) => put(t, (tall / 2 - y) * LARGEST_INPUT / (tall / 2 - REACH)),
      nudge: (dx, dy) => put(t, state.inputs[t] + 0.1 * (dx + dy)),
      words: () => state.inputs[t].toFixed(1),
    });
  }

  // A row of gates, one button a step; one of them is in the tab order, arrow keys move.
  function gates({ key, label }) {
    const buttons = steps.map((t) => ui.button("", () => {
      forced()[key][t] = NEXT[forced()[key][t]];
      ui.changed();
    }, { class: "gate", tabindex: t ? -1 : 0 }));
    const line = html("div", {
      class: "gates", role: "group", "aria-label": `${label} gate, each step`,
      style, onkeydown: (event) => {
        const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        const from = buttons.indexOf(event.target);
        if (!by || from < 0) return;
        event.preventDefault();
        const to = clamp(from + by, 0, buttons.length - 1);
        buttons[from].tabIndex = -1;
        buttons[to].tabIndex = 0;
        buttons[to].focus();
      },
    }, ...buttons);
    ui.follow(() => {
      if (!run[key]) return; // a gate of the other kind of unit
      buttons.forEach((button, t) => {
        const [how, value] = [forced()[key][t], run[key][t]];
        button.textContent = how === "own" ? value.toFixed(2) : how;
        button.style.setProperty("--filled", `${100 * value}%`);
        button.dataset.how = how;
        button.setAttribute("aria-label",
          `${label} gate, step ${t + 1}: ${how === "own" ? `its own, ${value.toFixed(2)}` : how}`);
      });
    });
    return line;
  }

  board.append(row("step", "", html("div", { class: "gates soft", style },
    ...steps.map((t) => html("span", {}, t + 1)))));
  board.append(row("input x", "drag it", inputs.element));
  for (const [name, { gates: list }] of Object.entries(given.kinds)) {
    for (const each of list) {
      const line = row(`${each.label} gate`, each.about, gates(each));
      ui.follow(() => (line.hidden = state.kind !== name));
      board.append(line);
    }
  }
  const largest = (key) => () => Math.max(1, ...run[key].map((value) => Math.abs(value)));
  const memory = row("memory cell c", "carried along", bars("cell", "The memory cell", 104,
    largest("cell"), "var(--green)"));
  const hidden = row("output h", "what others see", bars("hidden", "The output", 92,
    largest("hidden"), "var(--orange)"));
  const kept = row("left at the end", "\u2202 end / \u2202 step, direct", bars("kept",
    "How much of each step's memory is left at the end", 74, () => 1, "var(--pink)"));
  board.append(memory, hidden, kept);
  ui.follow(() => (memory.hidden = state.kind !== "LSTM"));

  const words = ui.words(() => {
    const share = (100 * run.kept[0]).toFixed(run.kept[0] < 0.1 ? 1 : 0);
    const end = (run.cell ?? run.hidden).at(-1).toFixed(2);
    return `Of the memory after step 1, ${share}% is left at the end, where it holds ${end}. `
      + "Along the memory itself the gradient comes back to step 1 by the same factor.";
  });
  const key = html("p", { class: "soft" },
    "Press a gate to force it open, then shut, then to give it back to its weights.");
  ui.root.append(controls, html("div", { class: "scroll" }, board), words, key);
});
