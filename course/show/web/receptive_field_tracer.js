// A stack of layers along one dimension: pick a unit and see all that it can see.

import { clamp, html, range, svg, write } from "./drawing.js";
import { widget } from "./shared.js";

const ROW = 64;
const LEFT = 74;
const TALLEST = 58; // of the bars under the input

// How many units each level has, the input first; 0 when a window does not fit.
export function lengths(pixels, layers) {
  return layers.reduce((found, { kernel, stride, dilation }) => {
    const room = found.at(-1) - dilation * (kernel - 1) - 1;
    return [...found, room < 0 ? 0 : Math.floor(room / stride) + 1];
  }, [pixels]);
}

// Size and stride of the receptive field of each level's units, as course.nn.receptive_field.
export function fields(layers) {
  return layers.reduce((found, { kernel, stride, dilation }) => {
    const { size, jump, middle } = found.at(-1);
    const wider = dilation * (kernel - 1) * jump;
    return [...found, { size: size + wider, jump: jump * stride, middle: middle + wider / 2 }];
  }, [{ size: 1, jump: 1, middle: 0 }]);
}

// On how many ways each unit below leads to unit `index` of `level`: one Map a level.
export function ways(layers, level, index) {
  const found = [new Map([[index, 1]])];
  for (let k = level - 1; k >= 0; k -= 1) {
    const { kernel, stride, dilation } = layers[k];
    const below = new Map();
    for (const [unit, count] of found[0]) {
      for (const i of range(kernel)) {
        const seen = unit * stride + i * dilation;
        below.set(seen, (below.get(seen) ?? 0) + count);
      }
    }
    found.unshift(below);
  }
  return found;
}

export default widget((ui) => {
  const { given, state } = ui;
  let counts, sees, routes, depth;
  ui.follow(() => {
    counts = lengths(given.pixels, state.layers);
    depth = counts.findIndex((count) => count === 0); // levels above have no unit
    depth = (depth < 0 ? counts.length : depth) - 1;
    state.level = clamp(state.level, 0, depth);
    state.unit = clamp(state.unit, 0, counts[state.level] - 1);
    sees = fields(state.layers);
    routes = ways(state.layers, state.level, state.unit);
  });

  function load(name) {
    const preset = given.presets.find((each) => each.name === name);
    if (!preset) return;
    state.layers = structuredClone(preset.layers);
    state.level = state.layers.length;
    state.unit = Math.floor(lengths(given.pixels, state.layers).at(-1) / 2);
  }
  const plain = (layers) => layers.map(({ kernel, stride, dilation }) =>
    [kernel, stride, dilation]).join();
  const matches = ({ layers }) => plain(layers) === plain(state.layers);
  ui.follow(() => (state.preset = given.presets.find(matches)?.name ?? ""));
  const names = given.presets.map(({ name }) => [name, name]);
  const controls = html("div", { class: "cg-controls" },
    ui.menu("preset", { label: "Stack", options: [["", "your own"], ...names], on: load }));
  const setLayers = (layers) => {
    state.layers = layers;
    state.level = layers.length;
    ui.changed();
  };
  const add = ui.button("Add a layer", () =>
    setLayers([...state.layers, { kernel: 3, stride: 1, dilation: 1 }]));
  const drop = ui.button("Remove the top layer", () => setLayers(state.layers.slice(0, -1)));
  ui.follow(() => {
    add.disabled = state.layers.length >= given.mostLayers;
    drop.disabled = state.layers.length <= 1;
  });

  // One row of numbers a layer, the top layer first as in the picture.
  const body = html("tbody");
  const head = ["layer", "kernel", "stride", "dilation", "units", "sees", "jump"];
  const table = html("table", { class: "layers" },
    html("thead", {}, html("tr", {}, ...head.map((name) => html("th", { scope: "col" }, name)))),
    body);
  const rows = range(given.mostLayers).map((k) => {
    const selects = ["kernel", "stride", "dilation"].map((key) => {
      const select = html("select", {
        "aria-label": `${key} of layer ${k + 1}`,
        onchange: () => {
          state.layers[k][key] = Number(select.value);
          ui.changed();
        },
      }, ...range(given.most[key]).map((value) => html("option", {}, value + 1)));
      ui.follow(() => state.layers[k] && (select.value = state.layers[k][key]));
      return select;
    });
    const results = ["units", "size", "jump"].map((key) =>
      html("td", { "data-key": `${key}-${k + 1}` }));
    ui.follow(() => {
      if (!state.layers[k]) return;
      const { size, jump } = sees[k + 1];
      [counts[k + 1], size, jump].forEach((value, j) => (results[j].textContent = value));
    });
    return html("tr", {}, html("th", { scope: "row" }, k + 1),
      ...selects.map((select) => html("td", {}, select)), ...results);
  });
  rows.forEach((row) => body.prepend(row));
  ui.follow(() => rows.forEach((row, k) => (row.hidden = k >= state.layers.length)));

  let wide;
  const across = (level, unit) =>
    LEFT + (sees[level].middle + unit * sees[level].jump + 0.5) * wide;
  const down = (level) => 24 + (state.layers.length - level) * ROW;
  function draw(width) {
    wide = (width - LEFT - 4) / given.pixels;
    const side = clamp(wide * 0.78, 3, 22);
    return [...drawWays(side), ...drawUnits(side), ...drawBars(side)];
  }
  function drawWays(side) {
    return routes.slice(1).flatMap((map, below) => [...map.keys()].flatMap((unit) => {
      const { kernel, stride, dilation } = state.layers[below];
      return range(kernel).map((i) => svg("line", {
        x1: across(below + 1, unit), y1: down(below + 1) + side / 2,
        x2: across(below, unit * stride + i * dilation), y2: down(below) - side / 2,
        stroke: "var(--blue)", "stroke-width": 1.2, opacity: 0.6,
      }));
    }));
  }
  function drawUnits(side) {
    return range(depth + 1).flatMap((level) => [
      write(0, down(level) + 5, level ? `layer ${level}` : "input"),
      ...range(counts[level]).map((unit) => svg("rect", {
        x: across(level, unit) - side / 2, y: down(level) - side / 2, width: side, height: side,
        rx: 3, fill: routes[level]?.has(unit) ? "var(--blue)" : "var(--paper)",
        stroke: "var(--edge)", class: "press",
        onclick: () => {
          Object.assign(state, { level, unit });
          ui.changed();
        },
      })),
    ]);
  }
  function drawBars(side) {
    const most = Math.max(...routes[0].values());
    const top = down(0) + side / 2 + 10;
    return [write(0, top + 16, "ways"), ...[...routes[0]].map(([pixel, count]) => svg("rect", {
      x: across(0, pixel) - side / 2, y: top, width: side, fill: "var(--orange)",
      height: Math.max((count / most) * TALLEST, 1.5),
      "data-key": `ways-${pixel}`, "data-value": count,
    }))];
  }
  const figure = ui.figure({
    label: "Levels of units, the input at the bottom; what the chosen unit sees is filled",
    role: "group", draw, height: () => down(0) + 30 + TALLEST,
  });
  ui.handle(figure, {
    label: "Chosen unit", color: "var(--orange)", radius: 9,
    place: () => [across(state.level, state.unit), down(state.level)],
    move: (x, y) => {
      state.level = clamp(Math.round(state.layers.length - (y - 24) / ROW), 0, depth);
      const { middle, jump } = sees[state.level];
      state.unit = Math.round(((x - LEFT) / wide - 0.5 - middle) / jump);
    },
    nudge: (dx, dy) => {
      const level = clamp(state.level + dy, 0, depth);
      const from = sees[state.level].middle + state.unit * sees[state.level].jump;
      if (level !== state.level) {
        state.unit = Math.round((from - sees[level].middle) / sees[level].jump);
      }
      state.level = level;
      state.unit += dx;
    },
    words: () => `${state.level ? `layer ${state.level}` : "input"}, unit ${state.unit + 1} of `
      + `${counts[state.level]}, sees ${sees[state.level].size} pixels`,
  });

  const numbers = html("div", { class: "readouts" },
    ui.readout("size", "receptive field", () => sees[state.level].size, (n) => `${n} pixels`),
    ui.readout("seen", "of them used", () => routes[0].size, String));
  const words = ui.words(() => {
    if (depth < state.layers.length) {
      return `The window of layer ${depth + 1} does not fit into ${counts[depth]} units.`;
    }
    const { size, jump } = sees[state.level];
    const gaps = routes[0].size < size ? " The pixels between are skipped." : "";
    const [top, least] = [Math.max(...routes[0].values()), Math.min(...routes[0].values())];
    const uneven = top > least
      ? ` The most used pixel counts on ${top} ways, the least used on ${least}.` : "";
    return `This unit sees ${size} of ${given.pixels} input pixels; its neighbour starts ${jump} `
      + `further on.${gaps}${uneven}`;
  });
  ui.root.append(controls, figure.element, numbers, words,
    html("div", { class: "scroll" }, table), html("div", { class: "cg-row" }, add, drop));
});
