// Points to drag, and what a linear classifier or a small network makes of the plane.

import { clamp, html, plane, range, write } from "./drawing.js";
import { widget } from "./shared.js";

const GRID = 72; // cells of the plane along each side
const LARGEST = 460; // height of the plane, with its axes
const COLORS = ["var(--blue)", "var(--orange)", "var(--green)"];
// The same colors for the canvas, which shines through in either theme.
const SHADES = [[0, 130, 200], [225, 110, 0], [0, 150, 110]];
const NAMES = ["A", "B", "C"];
const LIMIT = 3;
const MOST_POINTS = 36;

// The scores of x: W2 tanh(W1 x + b1) + b2, or W2 x + b2 without hidden units. Plain loops: this
// runs some ten thousand times for each move.
function forward({ w1, b1, w2, b2 }, x) {
  const hidden = w1 ? [] : x;
  for (let j = 0; w1 && j < b1.length; j += 1) {
    hidden.push(Math.tanh(x[0] * w1[0][j] + x[1] * w1[1][j] + b1[j]));
  }
  const scores = b2.slice();
  for (let j = 0; j < hidden.length; j += 1) {
    for (let k = 0; k < scores.length; k += 1) scores[k] += hidden[j] * w2[j][k];
  }
  return [hidden, scores];
}

export function softmax(scores) {
  let top = scores[0];
  for (const score of scores) if (score > top) top = score;
  const shares = [];
  let total = 0;
  for (let k = 0; k < scores.length; k += 1) {
    shares.push(Math.exp(scores[k] - top));
    total += shares[k];
  }
  for (let k = 0; k < shares.length; k += 1) shares[k] /= total;
  return shares;
}

// The weights after some steps of gradient descent on the mean softmax loss of all points; the
// loss before each step goes into `losses`.
export function train(start, points, steps, rate, losses = []) {
  const weights = structuredClone(start);
  const { w1, b1, w2, b2 } = weights;
  const share = rate / points.length;
  for (let step = 0; step < steps; step += 1) {
    let total = 0;
    const seen = points.map(([x, y, label]) => {
      const [hidden, scores] = forward(weights, [x, y]);
      const pull = softmax(scores);
      total -= Math.log(Math.max(pull[label], Number.MIN_VALUE));
      pull[label] -= 1;
      return [hidden, pull, [x, y]];
    });
    losses.push(total / points.length);
    const back = w2.map((row) => row.slice()); // as they were before this step
    for (const [hidden, pull, x] of seen) {
      for (let j = 0; j < hidden.length; j += 1) {
        let sent = 0;
        for (let k = 0; k < pull.length; k += 1) {
          w2[j][k] -= share * pull[k] * hidden[j];
          sent += pull[k] * back[j][k];
        }
        if (!w1) continue;
        const gradient = share * sent * (1 - hidden[j] * hidden[j]);
        b1[j] -= gradient;
        w1[0][j] -= gradient * x[0];
        w1[1][j] -= gradient * x[1];
      }
      for (let k = 0; k < pull.length; k += 1) b2[k] -= share * pull[k];
    }
  }
  return weights;
}

// Mean loss, and how many points are on the wrong side.
export function judge(weights, points) {
  const losses = points.map(([x, y, label]) => {
    const scores = forward(weights, [x, y])[1];
    const top = Math.max(...scores);
    const sum = scores.reduce((total, score) => total + Math.exp(score - top), 0);
    return [Math.log(sum) + top - scores[label], scores.indexOf(top) === label ? 0 : 1];
  });
  const mean = losses.reduce((sum, [loss]) => sum + loss, 0) / points.length;
  return { loss: mean, wrong: losses.reduce((sum, [, wrong]) => sum + wrong, 0) };
}

export default widget((ui) => {
  const { given, state } = ui;
  let weights, result, box, losses;
  const start = () => {
    if (state.model === "linear") return given.weights.linear;
    const { w1, b1, w2, b2 } = given.weights.network;
    const few = (row) => row.slice(0, state.hidden);
    return { w1: w1.map(few), b1: few(b1), w2: few(w2), b2 };
  };
  ui.follow(() => {
    losses = [];
    weights = train(start(), state.points, state.steps, state.rate, losses);
    result = judge(weights, state.points);
    losses.push(result.loss);
  });

  const load = (name) => {
    const preset = given.presets.find((each) => each.name === name);
    if (preset) state.points = structuredClone(preset.points);
  };
  ui.follow(() => {
    const same = (preset) => JSON.stringify(preset.points) === JSON.stringify(state.points);
    state.preset = given.presets.find(same)?.name ?? "";
  });
  const presets = given.presets.map(({ name }) => [name, name]);
  const hidden = ui.slider("hidden", { label: "Hidden units", min: 1, max: given.mostHidden,
    step: 1, digits: 0 });
  ui.follow(() => (hidden.hidden = state.model === "linear"));
  const controls = html("div", { class: "cg-controls" },
    ui.menu("preset", { label: "Points", options: [["", "your own"], ...presets], on: load }),
    ui.menu("model", { label: "Model",
      options: [["linear", "linear classifier"], ["network", "tanh network"]] }),
    ui.slider("steps", { label: "Steps", min: 0, max: given.mostSteps, step: 5, digits: 0 }),
    ui.slider("rate", { label: "Learning rate", min: 0.1, max: 3, step: 0.1 }), hidden);

  const canvas = html("canvas", { width: GRID, height: GRID, class: "regions" });
  function paint() {
    const context = canvas.getContext("2d");
    const picture = context.createImageData(GRID, GRID);
    for (const cell of range(GRID * GRID)) {
      const x = ((cell % GRID) + 0.5) / GRID * 2 * LIMIT - LIMIT;
      const y = LIMIT - (Math.floor(cell / GRID) + 0.5) / GRID * 2 * LIMIT;
      const p = softmax(forward(weights, [x, y])[1]);
      const winner = p.indexOf(Math.max(...p));
      // Sure is strong, a tie is faint.
      const shade = [...SHADES[winner], 40 + 120 * Math.max(p[winner] * 1.5 - 0.5, 0)];
      picture.data.set(shade, cell * 4);
    }
    context.putImageData(picture, 0, 0);
  }
  const figure = ui.figure({
    label: "The plane; each region has the color of the class that wins there", role: "group",
    height: (width) => Math.min(width + 4, LARGEST),
    draw: (width, height) => {
      const side = height - 50;
      box = plane({ left: 42, top: 10, width: side, height: side, x: [-LIMIT, LIMIT],
        y: [-LIMIT, LIMIT] });
      paint();
      Object.assign(canvas.style, { left: "42px", top: "10px", width: `${side}px`,
        height: `${side}px` });
      const wrong = state.points.filter(([x, y, label]) => {
        const scores = forward(weights, [x, y])[1];
        return scores.indexOf(Math.max(...scores)) !== label;
      });
      return [...box.axes({ xLabel: "x\u2081", yLabel: "x\u2082" }),
        ...wrong.map(([x, y]) =>
          write(box.X(x) + 11, box.Y(y) - 9, "\u2717", { class: "wrong" }))];
    },
  });
  const curve = ui.figure({
    label: "The loss at each step", height: 230,
    draw: (width, height) => {
      const top = Math.max(1.2, ...losses.map((loss) => Math.min(loss, 3)));
      const part = plane({ left: 52, top: 12, width: width - 66, height: height - 60,
        x: [0, given.mostSteps], y: [0, top * 1.05] });
      const steps = range(losses.length);
      return [...part.axes({ xLabel: "step", yLabel: "loss" }),
        part.inside(part.line(steps, losses, { stroke: "var(--pink)", "stroke-width": 3 }))];
    },
  });
  const round = (value) => clamp(Math.round(value * 20) / 20, -LIMIT, LIMIT);
  const grips = range(MOST_POINTS).map((k) => {
    const point = () => state.points[k] ?? [0, 0, 0];
    const put = (x, y) => ([state.points[k][0], state.points[k][1]] = [round(x), round(y)]);
    const grip = ui.handle(figure, {
      label: `Point ${k + 1}`, radius: 10,
      place: () => [box.X(point()[0]), box.Y(point()[1])],
      move: (x, y) => put(box.atX(x), box.atY(y)),
      nudge: (dx, dy) => put(point()[0] + 0.1 * dx, point()[1] + 0.1 * dy),
      words: () => `class ${NAMES[point()[2]]}, at ${point()[0].toFixed(2)}, `
        + `${point()[1].toFixed(2)}; Delete removes it`,
    });
    const letter = write(0, 4.5, "", { "text-anchor": "middle", class: "letter" });
    grip.append(letter);
    grip.addEventListener("keydown", (event) => {
      if (!["Delete", "Backspace"].includes(event.key) || state.points.length < 2) return;
      event.preventDefault();
      state.points.splice(k, 1);
      ui.changed();
      grips[Math.min(k, state.points.length - 1)].focus();
    });
    ui.follow(() => {
      grip.style.display = k < state.points.length ? "" : "none";
      grip.querySelector(".dot").setAttribute("fill", COLORS[point()[2]]);
      letter.textContent = NAMES[point()[2]];
    });
    return grip;
  });
  const add = NAMES.map((name, label) => ui.button(`Add a point ${name}`, () => {
    state.points.push([0, 0, label]);
    ui.changed();
    grips[state.points.length - 1].focus();
  }));
  ui.follow(() => add.forEach((button) => (button.disabled = state.points.length >= MOST_POINTS)));

  const numbers = html("div", { class: "readouts" },
    ui.readout("loss", "loss", () => result.loss),
    ui.readout("wrong", "wrong", () => result.wrong, (n) => `${n} of ${state.points.length}`));
  const words = ui.words(() => {
    const name = state.model === "linear" ? "The linear classifier" : "The network";
    const outcome = result.wrong ? `has ${result.wrong} of ${state.points.length} points wrong`
      : "has every point right";
    return `After ${state.steps} steps, ${name.toLowerCase()} ${outcome}.`;
  });
  const key = html("p", { class: "soft" }, "Each move trains anew from the same first weights. "
    + "Pull the steps from 0 to see it learn.");
  ui.root.append(controls, html("div", { class: "cg-columns" },
    html("div", { class: "plane" }, canvas, figure.element),
    html("div", {}, numbers, words, curve.element, html("div", { class: "cg-row" }, ...add), key)));
});
