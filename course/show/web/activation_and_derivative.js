// A unit and its derivative: move the input, see the slope there and where the unit is flat.

import { clamp, html, plane, range, short, svg } from "./drawing.js";
import { widget } from "./shared.js";

const POINTS = 481;
const LARGEST = 6; // no axis goes further
const JUMP = 0.25; // from one point to the next

const sigmoid = (x) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));
const softplus = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const density = (x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

// The normal distribution function: x times the series of its density, or a fraction in the tails.
function normal(x) {
  if (x > 0) return 1 - normal(-x);
  if (x < -6) return density(x) / (-x + 1 / (-x + 2 / (-x + 3 / -x)));
  let [term, total] = [x, x];
  for (let k = 1; Math.abs(term) > 1e-17; k += 1) {
    term *= (x * x) / (2 * k + 1);
    total += term;
  }
  return 0.5 + density(x) * total;
}

function swish(x, beta) {
  const gate = sigmoid(beta * x);
  return [x * gate, gate * (1 + beta * x * (1 - gate))];
}

function mish(x) {
  const t = Math.tanh(softplus(x));
  return [x * t, t + x * (1 - t * t) * sigmoid(x)];
}

// The largest of some lines a x + b; lines that tie share the gradient.
function maxout(x, lines) {
  const heights = lines.map(([slope, offset]) => slope * x + offset);
  const top = Math.max(...heights);
  const winners = lines.filter((_, k) => heights[k] === top);
  return [top, winners.reduce((sum, [slope]) => sum + slope, 0) / winners.length];
}

function sShaped(x, p) {
  const { right_threshold: tr, right_slope: ar, left_threshold: tl, left_slope: al } = p;
  if (x >= tr) return [tr + ar * (x - tr), ar];
  return x <= tl ? [tl + al * (x - tl), al] : [x, 1];
}

// Each unit as x and parameters -> [value, derivative], as in course.nn.
export const UNITS = {
  sigmoid: (x) => [sigmoid(x), sigmoid(x) * sigmoid(-x)],
  tanh: (x) => [Math.tanh(x), 1 - Math.tanh(x) ** 2],
  relu: (x) => [Math.max(x, 0), x > 0 ? 1 : 0],
  leaky_relu: (x, { slope }) => (x > 0 ? [x, 1] : [slope * x, slope]),
  prelu: (x, { slope }) => (x > 0 ? [x, 1] : [slope * x, slope]),
  elu: (x, { alpha }) => (x > 0 ? [x, 1] : [alpha * Math.expm1(x), alpha * Math.exp(x)]),
  absolute: (x) => [Math.abs(x), Math.sign(x)],
  maxout_2: (x, { slope_1: a, offset_1: b, slope_2: c, offset_2: d }) =>
    maxout(x, [[a, b], [c, d]]),
  maxout_5: (x, p) => maxout(x, p.lines),
  s_shaped_relu: sShaped,
  softplus: (x) => [softplus(x), sigmoid(x)],
  silu: (x) => swish(x, 1),
  swish: (x, { beta }) => swish(x, beta),
  mish,
  gelu: (x) => [x * normal(x), normal(x) + x * density(x)],
  quick_gelu: (x) => swish(x, 1.702),
};

export default widget((ui) => {
  const { given, state } = ui;
  const { flat, low, high } = given;
  const grid = range(POINTS).map((k) => low + ((high - low) * k) / (POINTS - 1));
  const unit = () => given.units.find(({ name }) => name === state.unit);
  const at = (x) => UNITS[state.unit](x, { ...unit().fixed, ...state.parameters[state.unit] });
  let values, slopes;
  const planes = [];
  ui.follow(() => {
    [values, slopes] = [0, 1].map((part) => grid.map((x) => at(x)[part]));
  });

  const menu = ui.menu("unit", {
    label: "Unit", options: given.units.map(({ name, label }) => [name, label]),
  });
  const input = ui.slider("x", { label: "Input x", min: low, max: high, step: 0.05, digits: 2 });
  const controls = html("div", { class: "cg-controls" }, menu, input);
  for (const { name, parameters } of given.units) {
    for (const { key, label, min, max, step } of parameters) {
      const path = `parameters.${name}.${key}`;
      const slider = ui.slider(path, { label, min, max, step, digits: 2 });
      ui.follow(() => (slider.hidden = state.unit !== name));
      controls.append(slider);
    }
  }
  const formula = html("p", { class: "formula" });
  ui.follow(() => (formula.textContent = unit().formula));

  function extent(numbers) {
    const bottom = clamp(Math.min(...numbers), -LARGEST, 0);
    const top = clamp(Math.max(...numbers), 1, LARGEST);
    const room = (top - bottom) / 12;
    return [bottom - room, top + room];
  }

  // A curve in one color, with a gap where it jumps.
  function curve(box, numbers, color) {
    const starts = range(POINTS).filter((k) => !k || Math.abs(numbers[k] - numbers[k - 1]) > JUMP);
    return starts.map((from, k) => {
      const piece = [from, starts[k + 1] ?? POINTS];
      return box.line(grid.slice(...piece), numbers.slice(...piece),
        { stroke: color, "stroke-width": 3 });
    });
  }

  // The stretches of x on which the derivative is nearly 0.
  function zones() {
    const found = [];
    grid.forEach((x, k) => {
      if (Math.abs(slopes[k]) >= flat) return;
      const before = found.at(-1);
      if (before && before[1] === grid[k - 1]) before[1] = x;
      else found.push([x, x]);
    });
    return found.filter(([from, to]) => to > from);
  }

  function picture(part, yLabel, label, color) {
    const draw = (width, height) => {
      const numbers = part ? slopes : values;
      const box = plane({
        left: 52, top: 12, width: width - 64, height: height - 60, x: [low, high],
        y: extent(numbers),
      });
      planes[part] = box;
      const [value, slope] = at(state.x);
      const shade = zones().map(([from, to]) => svg("rect", {
        x: box.X(from), width: box.X(to) - box.X(from), y: box.top, height: box.height,
        fill: "var(--pink)", opacity: 0.18,
      }));
      const ends = [low, high];
      const tangent = box.line(ends, ends.map((x) => value + slope * (x - state.x)), {
        stroke: "var(--orange)", "stroke-width": 2, "stroke-dasharray": "7 4",
      });
      const [X, Y] = [box.X(state.x), box.Y(part ? slope : value)];
      const drop = svg("line", {
        x1: X, x2: X, y1: Y, y2: box.Y(0), stroke: "var(--soft)", "stroke-dasharray": "2 3",
      });
      const zero = svg("line", {
        class: "axis", x1: box.X(low), x2: box.X(high), y1: box.Y(0), y2: box.Y(0),
      });
      return [
        ...box.axes({ xLabel: "input x", yLabel }), zero,
        box.inside(...shade, drop, ...(part ? [] : [tangent]), ...curve(box, numbers, color)),
      ];
    };
    const figure = ui.figure({ label, height: 300, draw, role: "group" });
    ui.handle(figure, {
      label: part ? "Input, on the derivative" : "Input, on the unit",
      color,
      place: () => [planes[part].X(state.x), planes[part].Y(clamp(at(state.x)[part], -6, 6))],
      move: (pixel) => slide(planes[part].atX(pixel)),
      nudge: (dx) => slide(state.x + 0.05 * dx),
      words: () => `x ${state.x.toFixed(2)}, ${yLabel} ${short(at(state.x)[part])}`,
    });
    return figure.element;
  }

  function slide(x) {
    state.x = clamp(Math.round(x * 20) / 20, low, high);
  }

  const left = picture(0, "g(x)", "The unit, with its tangent at x", "var(--blue)");
  const right = picture(1, "g\u2032(x)", "Its derivative", "var(--green)");
  const numbers = html("div", { class: "readouts" },
    ui.readout("value", "g(x)", () => at(state.x)[0]),
    ui.readout("slope", "g\u2032(x)", () => at(state.x)[1]),
    ui.readout("ten", "ten in a row: g\u2032(x)\u00b9\u2070", () => at(state.x)[1] ** 10));
  const words = ui.words(() => {
    const slope = at(state.x)[1];
    const here = `At x = ${state.x.toFixed(2)} the slope is ${short(slope)}.`;
    if (slope === 0) return `${here} The unit is dead here: nothing flows back.`;
    if (Math.abs(slope) < flat) return `${here} The unit is saturated: little gradient flows back.`;
    return `${here} A gradient that comes back is multiplied by it.`;
  });
  const key = html("p", { class: "soft" }, `Shaded: the slope is below ${flat} in size.`);
  ui.root.append(controls, formula, html("div", { class: "cg-columns" }, left, right),
    numbers, words, key);
});
