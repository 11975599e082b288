// Elements of a page, numbers in words, and a plane to draw in.

const NAMESPACE = "http://www.w3.org/2000/svg";

export function html(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(NAMESPACE, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat());
  return element;
}

export function write(x, y, words, attributes = {}) {
  return svg("text", { x, y, ...attributes }, words);
}

// Four decimals; a tiny number keeps its leading digits instead of becoming 0.0000.
export function short(value) {
  const tiny = value !== 0 && Math.abs(value) < 5e-5;
  return tiny ? value.toExponential(2) : (value + 0).toFixed(4).replace(/^-(0\.0+)$/, "$1");
}

export function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}

export function range(count) {
  return Array.from({ length: count }, (_, index) => index);
}

// Round ticks, about `count` of them, from `low` to `high`.
export function ticks(low, high, count = 5) {
  const raw = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= raw * 0.999);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return range(last - first + 1).map((k) => Number(((first + k) * step).toPrecision(12)));
}

// A rectangle of a figure with its own coordinates.
export function plane({ left, top, width, height, x, y }) {
  const X = (value) => left + ((value - x[0]) / (x[1] - x[0])) * width;
  const Y = (value) => top + height - ((value - y[0]) / (y[1] - y[0])) * height;
  return {
    left, top, width, height, x, y, X, Y,
    atX: (pixel) => x[0] + ((pixel - left) / width) * (x[1] - x[0]),
    atY: (pixel) => y[0] + ((top + height - pixel) / height) * (y[1] - y[0]),
    // What is drawn inside is cut off at the border.
    inside: (...parts) =>
      svg("svg", { x: left, y: top, width, height, viewBox: `${left} ${top} ${width} ${height}` },
        ...parts),
    line(xs, ys, attributes) {
      const points = xs.map((value, k) => `${X(value).toFixed(2)},${Y(ys[k]).toFixed(2)}`);
      return svg("polyline", { points: points.join(" "), fill: "none", ...attributes });
    },
    axes({ xLabel, yLabel, xTicks = ticks(...x), yTicks = ticks(...y) }) {
      const bottom = top + height;
      const middle = `translate(${left - 38} ${top + height / 2}) rotate(-90)`;
      return [
        ...xTicks.flatMap((tick) => [
          svg("line", { class: "grid", x1: X(tick), x2: X(tick), y1: top, y2: bottom }),
          write(X(tick), bottom + 16, tick, { class: "tick", "text-anchor": "middle" }),
        ]),
        ...yTicks.flatMap((tick) => [
          svg("line", { class: "grid", x1: left, x2: left + width, y1: Y(tick), y2: Y(tick) }),
          write(left - 6, Y(tick) + 4, tick, { class: "tick", "text-anchor": "end" }),
        ]),
        svg("line", { class: "axis", x1: left, x2: left + width, y1: bottom, y2: bottom }),
        svg("line", { class: "axis", x1: left, x2: left, y1: top, y2: bottom }),
        write(left + width / 2, bottom + 34, xLabel, { "text-anchor": "middle" }),
        svg("text", { transform: middle, "text-anchor": "middle" }, yLabel),
      ];
    },
  };
}
