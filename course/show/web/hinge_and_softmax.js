// Three scores to drag, and what hinge and softmax cross-entropy make of them.

import { clamp, html, plane, short, svg, write } from "./drawing.js";
import { widget } from "./shared.js";

const OWN = ""; // no preset

// Losses, probabilities and gradients of one sample, as course.nn computes them.
export function losses(scores, label, margin) {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const probabilities = powers.map((power) => power / total);
  // The winner's own 1 is left out of the sum, so that tiny losses keep their digits.
  const winner = scores.indexOf(top);
  const others = powers.reduce((sum, power, k) => (k === winner ? sum : sum + power), 0);
  const violations = scores.map((score, k) =>
    (k === label ? 0 : Math.max(0, score - scores[label] + margin)));
  const hingeGradient = violations.map((violation) => Math.sign(violation));
  hingeGradient[label] = 0 - hingeGradient.reduce((sum, one) => sum + one, 0);
  return {
    probabilities,
    violations,
    softmax: Math.log1p(others) + (top - scores[label]),
    softmaxGradient: probabilities.map((p, k) => {
      if (k !== label) return p;
      return 0 - powers.reduce((sum, power, j) => (j === label ? sum : sum + power), 0) / total;
    }),
    hinge: violations.reduce((sum, violation) => sum + violation, 0),
    hingeGradient,
  };
}

export default widget((ui) => {
  const { given, state } = ui;
  const { names, largest } = given;
  const label = () => Number(state.label);
  let now;
  let line;
  let reach; // of the line of scores; it must not jump under a finger
  ui.follow(() => {
    now = losses(state.scores, label(), state.margin);
    const small = state.scores.every((score) => Math.abs(score) < largest / 2);
    if (!ui.dragging) reach = small ? largest / 2 : largest;
  });

  ui.onset = (path) => {
    if (path !== "preset") matchPreset();
  };
  function matchPreset() {
    const same = (preset) => preset.label === label()
      && preset.scores.every((score, k) => score === state.scores[k]);
    state.preset = given.presets.find(same)?.name ?? OWN;
  }
  function load(name) {
    const preset = given.presets.find((each) => each.name === name);
    if (preset) Object.assign(state, { scores: [...preset.scores], label: String(preset.label) });
  }

  const presets = given.presets.map(({ name }) => [name, name]);
  const controls = html("div", { class: "cg-controls" },
    ui.menu("preset", { label: "Example", options: [[OWN, "your own"], ...presets], on: load }),
    ui.menu("label", { label: "True class", options: names.map((name, k) => [String(k), name]) }),
    ui.slider("margin", { label: "Margin", min: 0, max: given.largestMargin, step: 0.1 }));

  const color = (k) => (k === label() ? "var(--blue)" : "var(--orange)");
  const rowHeight = 42;
  const row = (k) => 46 + k * rowHeight;
  const bottom = row(names.length) - 16;

  function drawScores(width) {
    line = plane({
      left: 62, top: 24, width: width - 150, height: bottom - 24, x: [-reach, reach], y: [0, 1],
    });
    const limit = state.scores[label()] - state.margin;
    const X = clamp(line.X(limit), line.left, line.left + line.width);
    const zone = svg("rect", {
      x: X, y: 24, width: line.left + line.width - X, height: bottom - 24,
      fill: "var(--orange)", opacity: 0.13,
    });
    const border = svg("line", {
      x1: X, x2: X, y1: 24, y2: bottom, stroke: "var(--orange)", "stroke-width": 2,
      "stroke-dasharray": "6 4",
    });
    const words = `true score - margin = ${limit.toFixed(1)}`;
    const side = clamp(X, 85, width - 85);
    return [
      zone, border, write(side, 14, words, { "text-anchor": "middle" }),
      ...names.flatMap((name, k) => drawScore(name, k, X)),
      ...[-1, -0.5, 0, 0.5, 1].map((part) => part * reach).map((tick) =>
        write(line.X(tick), bottom + 18, tick, { class: "tick", "text-anchor": "middle" })),
    ];
  }

  function drawScore(name, k, limit) {
    const [y, score, violation] = [row(k), state.scores[k], now.violations[k]];
    const words = write(line.left + line.width + 14, y + (violation ? -2 : 5), score.toFixed(1));
    const weight = k === label() ? "bold" : "normal";
    return [
      svg("line", { class: "axis", x1: line.left, x2: line.left + line.width, y1: y, y2: y }),
      svg("rect", {
        x: limit, y: y - 5, height: 10, width: violation ? Math.max(line.X(score) - limit, 0) : 0,
        fill: "var(--orange)", opacity: 0.7,
      }),
      write(4, y + 5, name, { "font-weight": weight }), words,
      ...(violation ? [write(line.left + line.width + 14, y + 14,
        `costs ${violation.toFixed(1)}`, { fill: "var(--orange)", class: "tick" })] : []),
    ];
  }

  const scores = ui.figure({
    label: "The three scores on a line, and the margin",
    height: bottom + 26, draw: drawScores, role: "group",
  });
  names.forEach((name, k) => {
    const put = (score) => {
      state.scores[k] = clamp(Math.round(score * 10) / 10, -largest, largest);
      matchPreset();
    };
    const grip = ui.handle(scores, {
      label: `Score of ${name}`,
      place: () => [line.X(state.scores[k]), row(k)],
      move: (pixel) => put(clamp(line.atX(pixel), -reach, reach)),
      nudge: (dx, dy) => put(state.scores[k] + 0.1 * (dx + dy)),
      words: () => `${state.scores[k].toFixed(1)}${k === label() ? ", the true class" : ""}`,
    });
    grip.setAttribute("aria-valuemin", -largest);
    grip.setAttribute("aria-valuemax", largest);
    ui.follow(() => {
      grip.setAttribute("aria-valuenow", state.scores[k]);
      grip.querySelector(".dot").setAttribute("fill", color(k));
    });
  });

  // Bars of one quantity, a row a class; the numbers stand in a column of their own.
  function bars(title, key, low, high, values) {
    const draw = (width) => {
      const box = plane({
        left: 52, top: 26, width: Math.max(width - 130, 60), height: 84, x: [low, high], y: [0, 1],
      });
      const zero = box.X(0);
      return [
        write(0, 14, title, { "font-weight": "600" }),
        ...names.flatMap((name, k) => {
          const [value, y] = [values()[k], 32 + 28 * k];
          const end = box.X(clamp(value, low, high));
          return [
            write(0, y + 14, name, { "font-weight": k === label() ? "bold" : "normal" }),
            svg("rect", {
              x: Math.min(zero, end), y, width: Math.abs(end - zero), height: 18, fill: color(k),
            }),
            write(width, y + 14, short(value), {
              "text-anchor": "end", class: "number", "data-key": `${key}-${k}`,
              "data-value": value,
            }),
          ];
        }),
        svg("line", { class: "axis", x1: zero, x2: zero, y1: 28, y2: 112 }),
      ];
    };
    return ui.figure({ label: title, height: 122, draw }).element;
  }

  const sides = html("div", { class: "cg-columns thirds" },
    bars("softmax probability", "probability", 0, 1, () => now.probabilities),
    bars("softmax gradient", "softmax-gradient", -2, 2, () => now.softmaxGradient),
    bars("hinge gradient", "hinge-gradient", -2, 2, () => now.hingeGradient));
  const results = html("div", { class: "readouts" },
    ui.readout("softmax-loss", "softmax cross-entropy", () => now.softmax),
    ui.readout("hinge-loss", "hinge", () => now.hinge));
  const words = ui.words(() => {
    const sure = now.probabilities[label()].toFixed(2);
    const asks = now.hinge === 0
      ? "Hinge is content; softmax still pulls." : "Both losses ask for more.";
    return `The true class, ${names[label()]}, has probability ${sure}. ${asks}`;
  });
  const told = ui.summary;
  ui.summary = () =>
    `Softmax loss ${short(now.softmax)}, hinge loss ${short(now.hinge)}. ${told()}`;
  ui.root.append(controls, scores.element, results, words, sides);
});
