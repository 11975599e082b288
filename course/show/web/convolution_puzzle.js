// A convolution step by step: predict the output's shape, its cells and the parameters.

import { clamp, html, range, svg, write } from "./drawing.js";
import { guess, readNumber, readShape, UNGUESSED } from "./guess.js";
import { widget } from "./shared.js";

const LARGEST_CELL = 36;

// How many places a window has along one dimension; 0 when it does not fit even once.
export function places(length, kernel, { stride, padding, dilation }) {
  const room = length + 2 * padding - dilation * (kernel - 1) - 1;
  return room < 0 ? 0 : Math.floor(room / stride) + 1;
}

// The terms of output cell (p, q): [channel, row, column, pixel, weight], zeros of padding too.
export function terms(image, kernel, [p, q], { stride, padding, dilation }) {
  return kernel.flatMap((plane, c) => plane.flatMap((weights, i) => weights.map((weight, j) => {
    const row = p * stride + i * dilation - padding;
    const column = q * stride + j * dilation - padding;
    return [c, row, column, image[c][row]?.[column] ?? 0, weight];
  })));
}

export function cell(image, kernel, place, bias, options) {
  const products = terms(image, kernel, place, options).map(([, , , x, w]) => x * w);
  return products.reduce((sum, product) => sum + product, bias);
}

export function output(image, kernel, bias, options) {
  const [rows, columns] = [image[0].length, image[0][0].length];
  return range(places(rows, kernel[0].length, options)).map((p) =>
    range(places(columns, kernel[0][0].length, options)).map((q) =>
      cell(image, kernel, [p, q], bias, options)));
}

export default widget((ui) => {
  const { given, state } = ui;
  const puzzle = () => given.puzzles.find(({ name }) => name === state.puzzle);
  let [image, kernel, bias, size] = [];
  let window_;
  const figures = html("div", { class: "cg-columns puzzle" });
  ui.follow(() => {
    ({ image, kernel, bias } = puzzle());
    figures.classList.toggle("deep", image.length > 1); // before anything measures its width
    size = [
      places(image[0].length, kernel[0].length, state),
      places(image[0][0].length, kernel[0][0].length, state),
    ];
    state.place = state.place.map((at, k) => clamp(at, 0, Math.max(size[k] - 1, 0)));
  });
  const fits = () => size[0] > 0 && size[1] > 0;
  const shape = () => [state.filters, ...size];
  const key = () => state.place.join(",");
  const known = () => state.shape.done && (state.all || state.cells[key()]);
  const count = () => state.filters * (kernel.length * kernel[0].length * kernel[0][0].length + 1);

  function forget() {
    Object.assign(state, {
      place: [0, 0], shape: { ...UNGUESSED }, cell: { ...UNGUESSED }, count: { ...UNGUESSED },
      cells: {}, all: false,
    });
  }
  function go(p, q) {
    state.place = [clamp(p, 0, size[0] - 1), clamp(q, 0, size[1] - 1)];
    state.cell = { ...UNGUESSED, done: Boolean(known()) };
  }

  const option = (name, label, min, max) =>
    ui.slider(name, { label, min, max, step: 1, digits: 0, on: forget });
  const controls = html("div", { class: "cg-controls" },
    ui.menu("puzzle", { label: "Puzzle", options: given.puzzles.map(({ name }) => [name, name]),
      on: forget }),
    option("stride", "Stride", 1, 4), option("padding", "Padding", 0, 3),
    option("dilation", "Dilation", 1, 3), option("filters", "Filters", 1, 16));

  // Planes of numbers side by side, `paint(c, i, j)` -> { words, fill, dashed }.
  function planes(width, depth, rows, columns, paint) {
    const gap = 12;
    const side = Math.min(LARGEST_CELL, (width - gap * (depth - 1) - 2) / (depth * columns));
    const corner = (c) => 1 + c * (columns * side + gap);
    const parts = range(depth).flatMap((c) => range(rows).flatMap((i) => range(columns).map((j) => {
      const { words, fill = "none", dashed, bold, onclick } = paint(c, i, j);
      const [x, y] = [corner(c) + j * side, 1 + i * side];
      return svg("g", onclick ? { onclick, class: "press" } : {},
        svg("rect", {
          x, y, width: side, height: side, fill, stroke: "var(--edge)",
          "stroke-dasharray": dashed ? "3 3" : undefined,
        }),
        write(x + side / 2, y + side * 0.66, words, {
          "text-anchor": "middle", style: `font-size: ${Math.max(side * 0.44, 9).toFixed(1)}px`,
          class: dashed ? "tick" : undefined, "font-weight": bold ? "bold" : undefined,
        }));
    })));
    return { parts, side, corner };
  }
  const tall = (width, depth, rows, columns) =>
    2 + rows * Math.min(LARGEST_CELL, (width - 12 * (depth - 1) - 2) / (depth * columns));

  const rows = () => image[0].length + 2 * state.padding;
  const columns = () => image[0][0].length + 2 * state.padding;
  const shown = () => (fits() ? terms(image, kernel, state.place, state) : []);
  function drawInput(width) {
    const { padding } = state;
    const seen = new Set(shown().map(([c, i, j]) => `${c},${i + padding},${j + padding}`));
    window_ = planes(width, image.length, rows(), columns(), (c, i, j) => {
      const pixel = image[c][i - padding]?.[j - padding];
      return {
        words: pixel ?? 0, dashed: pixel === undefined,
        fill: seen.has(`${c},${i},${j}`) ? "var(--mark)" : "none",
      };
    });
    return window_.parts;
  }
  function drawKernel(width) {
    const [depth, height, across] = [kernel.length, kernel[0].length, kernel[0][0].length];
    return planes(width, depth, height, across, (c, i, j) =>
      ({ words: kernel[c][i][j], fill: "var(--mark)" })).parts;
  }
  function drawOutput(width) {
    if (!fits()) return [write(0, 20, "The window does not fit.")];
    if (!state.shape.done) return [write(0, 20, "Predict its shape first.", { class: "soft" })];
    return planes(width, 1, ...size, (_, p, q) => {
      const here = p === state.place[0] && q === state.place[1];
      const told = state.all || state.cells[`${p},${q}`];
      return {
        words: told ? cell(image, kernel, [p, q], bias, state) : "?", bold: here,
        fill: here ? "var(--mark)" : "none",
        onclick: () => {
          go(p, q);
          ui.changed();
        },
      };
    }).parts;
  }

  const input = ui.figure({
    label: "Input with its padding; the window is marked", role: "group", draw: drawInput,
    height: (width) => tall(width, image.length, rows(), columns()),
  });
  const extent = (k) => state.dilation * ((k ? kernel[0][0] : kernel[0]).length - 1) + 1;
  const frame = svg("rect", { class: "window" });
  const grip = ui.handle(input, {
    label: "Window",
    radius: 0,
    place: () => state.place.map((at, k) => 1 + (at * state.stride + extent(k) / 2) * window_.side)
      .reverse(),
    move: (x, y) => {
      const at = (pixel, k) => Math.round((pixel / window_.side - extent(k) / 2) / state.stride);
      go(at(y, 0), at(x, 1));
    },
    nudge: (dx, dy) => go(state.place[0] - dy, state.place[1] + dx),
    words: () => ["row", "column"].map((name, k) =>
      `${name} ${state.place[k] + 1} of ${size[k]}`).join(", "),
  });
  grip.append(frame);
  ui.follow(() => {
    const [height, width] = [extent(0) * window_.side, extent(1) * window_.side];
    for (const [name, value] of Object.entries({ x: -width / 2, y: -height / 2, width, height })) {
      frame.setAttribute(name, value);
    }
    grip.style.display = fits() ? "" : "none";
  });

  const side = (title, figure) => html("div", {}, title, figure.element);
  const heading = (words) => {
    const line = html("p", { class: "soft" });
    ui.follow(() => (line.textContent = words()));
    return line;
  };
  const dimensions = (planes_) => `${planes_.length} \u00d7 ${planes_[0].length} \u00d7 `
    + `${planes_[0][0].length}`;
  figures.append(
    side(heading(() => `input ${dimensions(image)}`), input),
    side(heading(() => (state.filters > 1 ? "first filter " : "filter ") + dimensions(kernel)
      + (bias ? `, bias ${bias}` : "")),
    ui.figure({
      label: "The filter", draw: drawKernel,
      height: (width) => tall(width, kernel.length, kernel[0].length, kernel[0][0].length),
    })),
    side(heading(() => (state.filters > 1 ? "output of the first filter" : "output")),
      ui.figure({
        label: "The output", draw: drawOutput,
        height: (width) => (state.shape.done && fits() ? tall(width, 1, ...size) : 36),
      })));

  const asks = [
    guess(ui, "shape", {
      label: "1. Output shape (filters, height, width)", example: "(1, 2, 2)", read: readShape,
      right: (value) => value.join() === shape().join(),
      tell: () => `(${shape().join(", ")})`,
    }),
    guess(ui, "cell", {
      label: "2. The output cell of this window", example: "12", read: readNumber,
      right: (value) => value === cell(image, kernel, state.place, bias, state),
      tell: () => `${sum()} = ${cell(image, kernel, state.place, bias, state)}`,
      on: () => state.cell.done && (state.cells[key()] = true),
    }),
    guess(ui, "count", {
      label: "3. Parameters of the layer, with biases", example: "10", read: readNumber,
      right: (value) => value === count(),
      tell: () => `${state.filters} \u00b7 (${dimensions(kernel)} + 1) = ${count()}`,
    }),
  ];
  function sum() {
    const products = terms(image, kernel, state.place, state).filter(([, , , x, w]) => x * w !== 0);
    const signed = (number) => (number < 0 ? `(${number})` : number);
    const parts = products.map(([, , , x, w]) => `${signed(w)}\u00b7${x}`);
    return [...parts, ...(bias ? [signed(bias)] : [])].join(" + ") || "nothing but zeros";
  }

  const steps = (by) => {
    const index = state.place[0] * size[1] + state.place[1] + by;
    const wrapped = (index + size[0] * size[1]) % (size[0] * size[1]);
    go(Math.floor(wrapped / size[1]), wrapped % size[1]);
    ui.changed();
  };
  const all = ui.button("Show all cells", () => {
    state.all = true;
    state.cell.done = true;
    ui.changed();
  });
  const stepping = html("div", { class: "cg-row" },
    ui.button("\u25c0 Back", () => steps(-1)), ui.button("Step \u25b6", () => steps(1)), all);
  ui.follow(() => {
    for (const line of asks) line.hidden = !fits();
    asks[1].hidden ||= !state.shape.done;
    stepping.hidden = !fits();
    all.hidden = !state.shape.done || state.all;
  });
  const words = ui.words(() => {
    if (!fits()) return "The window is larger than the padded input: no output at all.";
    const [p, q] = state.place;
    const left = [0, 1].map((k) => {
      const length = k ? columns() : rows();
      return length - ((size[k] - 1) * state.stride + extent(k));
    });
    const unseen = [[left[0], "row"], [left[1], "column"]].filter(([n]) => n)
      .map(([n, name]) => (n > 1 ? `the last ${n} ${name}s` : `the last ${name}`)).join(" and ");
    const never = state.shape.done && unseen ? ` No window sees ${unseen}.` : "";
    return `The window stands at row ${p + 1}, column ${q + 1} of the output.${never}`;
  });
  ui.root.append(controls, asks[0], figures, stepping, words, asks[1], asks[2]);
});
