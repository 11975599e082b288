// Learning rate and momentum on a quadratic: where descent creeps, swings, flips or diverges.

import { clamp, html, plane, range, svg, write } from "./drawing.js";
import { widget } from "./shared.js";

const STEPS = 60;
const FAR = 1e4;
const CURVE = range(121).map((k) => (k / 120) ** 2); // momenta, dense where the borders bend

// Eigenvalues of one step of w <- w - v, v <- b v + a w, as [real, imaginary] pairs; a is the
// learning rate times the curvature. They solve z^2 - (1 + b - a) z + b = 0.
export function eigenvalues(a, b) {
  const half = (1 + b - a) / 2;
  const square = half * half - b;
  const root = Math.sqrt(Math.abs(square));
  if (square < 0) return [[half, root], [half, -root]];
  return [[half + root, 0], [half - root, 0]];
}

// The larger size of the two: the factor by which a long run shrinks or grows at each step.
export function radius(a, b) {
  return Math.max(...eigenvalues(a, b).map(([real, imaginary]) => Math.hypot(real, imaginary)));
}

export function path(a, b, steps) {
  let [w, v] = [1, 0];
  return [1, ...range(steps).map(() => {
    v = b * v + a * w;
    w -= v;
    return w;
  })];
}

// From left to right in the diagram, each up to a border that depends on the momentum.
export const PHASES = [
  { name: "creeps", color: "var(--green)", until: (b) => (1 - Math.sqrt(b)) ** 2,
    words: "comes down without turning back" },
  { name: "swings", color: "var(--blue)", until: (b) => (1 + Math.sqrt(b)) ** 2,
    words: "swings around the minimum, and shrinks by the root of the momentum" },
  { name: "flips", color: "var(--yellow)", until: (b) => 2 * (1 + b),
    words: "jumps across the minimum at every step" },
  { name: "diverges", color: "var(--orange)", until: () => Infinity, words: "diverges" },
];

export function phase(a, b) {
  if (radius(a, b) >= 1 - 1e-12 && a > 1) return "diverges";
  return PHASES.find(({ until }) => a <= until(b)).name;
}

export default widget((ui) => {
  const { given, state } = ui;
  const { largest, most } = given;
  const flat = () => state.rate / state.condition; // learning rate times the smallest curvature
  const slowest = () =>
    Math.max(radius(state.rate, state.momentum), radius(flat(), state.momentum));

  const controls = html("div", { class: "cg-controls" },
    ui.slider("rate", {
      label: "Rate \u00d7 curvature", min: 0, max: largest, step: 0.01, digits: 2,
    }),
    ui.slider("momentum", { label: "Momentum", min: 0, max: most, step: 0.01, digits: 2 }),
    ui.slider("condition", { label: "Condition number", min: 1, max: 100, step: 1, digits: 0 }));
  // The best pair for curvatures from 1 to k: both ends swing, and shrink alike.
  const best = ui.button("The best pair for this condition number", () => {
    const root = Math.sqrt(state.condition);
    const momentum = Math.min(((root - 1) / (root + 1)) ** 2, most);
    state.momentum = momentum;
    state.rate = Math.min((1 + Math.sqrt(momentum)) ** 2, largest);
    ui.changed();
  });

  let map;
  function drawMap(width, height) {
    map = plane({ left: 52, top: 12, width: width - 66, height: height - 62, x: [0, largest],
      y: [0, 1] });
    const borders = PHASES.map(({ until }) => CURVE.map((b) => [Math.min(until(b), largest), b]));
    const areas = PHASES.map(({ color }, k) => {
      const left = k ? borders[k - 1] : CURVE.map((b) => [0, b]);
      const points = [...left, ...borders[k].toReversed()];
      return svg("polygon", {
        points: points.map(([a, b]) => `${map.X(a).toFixed(1)},${map.Y(b).toFixed(1)}`).join(" "),
        fill: color, opacity: 0.28,
      });
    });
    const lines = borders.slice(0, -1).map((border) =>
      map.line(border.map(([a]) => a), border.map(([, b]) => b), {
        stroke: "var(--soft)", "stroke-width": 1.5,
      }));
    const [X, Y] = [map.X(flat()), map.Y(state.momentum)];
    const names = [["creeps", 0.04, 0.025], ["swings", 1, 0.7], ["flips", 1.72, 0.05],
      ["diverges", 3.4, 0.12]];
    return [
      ...map.axes({ xLabel: "learning rate \u00d7 curvature", yLabel: "momentum" }),
      map.inside(...areas, ...lines),
      ...names.map(([name, a, b]) => write(map.X(a), map.Y(b), name, {
        "text-anchor": name === "creeps" ? "start" : "middle", "font-weight": "600",
      })),
      svg("line", { x1: X, x2: map.X(state.rate), y1: Y, y2: Y, stroke: "var(--ink)",
        "stroke-width": 3 }),
      svg("circle", { cx: X, cy: Y, r: 6, fill: "var(--green)", stroke: "var(--paper)" }),
    ];
  }
  const figure = ui.figure({
    label: "What happens at each learning rate and momentum", height: 340, draw: drawMap,
    role: "group",
  });
  const put = (rate, momentum) => {
    state.rate = clamp(Math.round(rate * 100) / 100, 0, largest);
    state.momentum = clamp(Math.round(momentum * 100) / 100, 0, most);
  };
  ui.handle(figure, {
    label: "Learning rate and momentum",
    place: () => [map.X(state.rate), map.Y(state.momentum)],
    move: (x, y) => put(map.atX(x), map.atY(y)),
    nudge: (dx, dy) => put(state.rate + 0.02 * dx, state.momentum + 0.02 * dy),
    words: () => `rate times curvature ${state.rate.toFixed(2)}, momentum `
      + `${state.momentum.toFixed(2)}: ${phase(state.rate, state.momentum)}`,
  });

  const runs = ui.figure({
    label: "The weight at each step, along the steepest and the flattest direction", height: 340,
    draw: (width, height) => {
      const box = plane({ left: 52, top: 12, width: width - 66, height: height - 62, x: [0, STEPS],
        y: [-1.25, 1.25] });
      // A path that diverges is drawn until it has left.
      const drawn = (rate) => {
        const weights = path(rate, state.momentum, STEPS);
        const gone = weights.findIndex((w) => Math.abs(w) > FAR);
        return gone < 0 ? weights : weights.slice(0, gone + 1);
      };
      const [steep, shallow] = [drawn(state.rate), drawn(flat())];
      return [
        ...box.axes({ xLabel: "step", yLabel: "weight" }),
        box.inside(
          box.line(range(shallow.length), shallow, {
            stroke: "var(--green)", "stroke-width": 3, "stroke-dasharray": "8 4",
          }),
          box.line(range(steep.length), steep, { stroke: "var(--blue)", "stroke-width": 2.2 }),
          ...range(steep.length).map((t) => svg("circle", {
            cx: box.X(t), cy: box.Y(steep[t]), r: 2.6, fill: "var(--blue)",
          }))),
      ];
    },
  });

  const complex = ([real, imaginary]) => (imaginary
    ? `${real.toFixed(3)} \u00b1 ${Math.abs(imaginary).toFixed(3)}i` : real.toFixed(3));
  const roots = () => {
    const found = eigenvalues(state.rate, state.momentum);
    return found[0][1] ? complex(found[0]) : found.map(complex).join(" and ");
  };
  const numbers = html("div", { class: "readouts" },
    ui.readout("steep", "factor a step, steepest", () => radius(state.rate, state.momentum)),
    ui.readout("flat", "flattest", () => radius(flat(), state.momentum)),
    ui.readout("roots", "eigenvalues", roots, String));
  const words = ui.words(() => {
    const name = phase(state.rate, state.momentum);
    const meaning = PHASES.find((each) => each.name === name).words;
    const factor = slowest();
    const steps = Math.ceil(Math.log(0.01) / Math.log(factor));
    const long = factor > 0 && factor < 1 - 1e-9
      ? ` The slower direction needs about ${steps} steps to come down to a hundredth.` : "";
    return `Along the steepest direction descent ${meaning}.${long}`;
  });
  const key = html("p", { class: "soft" }, "Blue: the steepest direction. Green: the flattest, "
    + "whose curvature is smaller by the condition number.");
  ui.root.append(controls, html("div", { class: "cg-row" }, best),
    html("div", { class: "cg-columns" }, figure.element, runs.element), numbers, words, key);
});
