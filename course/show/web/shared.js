// What every widget of the course shares: controls tied to a state, figures, dots to drag.
// A widget is `export default widget((ui) => { ... })`: it builds its controls and figures once;
// `ui.changed()` brings all of them up to date and saves the state.

import { html, short, svg } from "./drawing.js";

const SAVE_AFTER = 150; // milliseconds without a move before Python hears of it
const SPEAK_AFTER = 500; // and before a screen reader does
const NARROW = 120; // no figure is drawn narrower

class Panel {
  constructor(model, place) {
    this.model = model;
    this.given = model.get("given");
    this.state = structuredClone({ ...this.given.start, ...model.get("state") });
    this.followers = [];
    this.spoken = html("p", { class: "spoken", role: "status" });
    this.root = html("section", { class: "chalkgrad", "aria-label": this.given.title });
    place.append(this.root);
    this.heard = () => this.hear();
  }

  open() {
    this.root.append(this.spoken);
    // JupyterLab would take arrow keys and letters for its own shortcuts.
    for (const control of this.root.querySelectorAll("input, select, button, [tabindex]")) {
      control.setAttribute("data-lm-suppress-shortcuts", "true");
    }
    this.width = this.root.clientWidth;
    if (this.width) this.refresh(); // or when it gets a place on the page
    this.model.on("change:state", this.heard);
    this.observer = new ResizeObserver(() => {
      if (this.root.clientWidth !== this.width) {
        this.width = this.root.clientWidth;
        this.refresh();
      }
    });
    this.observer.observe(this.root);
  }

  close() {
    this.model.off("change:state", this.heard);
    this.observer.disconnect();
    clearTimeout(this.speaking);
    if (this.saving) this.save();
    this.onclose?.();
  }

  // Another view of the same widget, or Python, changed the state.
  hear() {
    const news = { ...this.given.start, ...this.model.get("state") };
    if (JSON.stringify(news) === JSON.stringify(this.state)) return;
    for (const key of Object.keys(this.state)) delete this.state[key];
    Object.assign(this.state, structuredClone(news));
    this.refresh();
  }

  refresh() {
    for (const follow of this.followers) follow();
  }

  changed() {
    this.refresh();
    clearTimeout(this.speaking);
    if (this.summary) {
      this.speaking = setTimeout(() => (this.spoken.textContent = this.summary()), SPEAK_AFTER);
    }
    clearTimeout(this.saving);
    this.saving = setTimeout(() => this.save(), SAVE_AFTER);
  }

  save() {
    clearTimeout(this.saving);
    this.saving = undefined;
    this.model.set("state", structuredClone(this.state));
    this.model.save_changes();
  }

  follow(bringUpToDate) {
    this.followers.push(bringUpToDate);
  }

  // "scores.0" is this.state.scores[0].
  get(path) {
    return path.split(".").reduce((value, key) => value[key], this.state);
  }

  set(path, value) {
    const keys = path.split(".");
    const last = keys.pop();
    keys.reduce((part, key) => part[key], this.state)[last] = value;
    this.onset?.(path);
    this.changed();
  }

  slider(path, { label, min, max, step, digits = 1, words = (v) => v.toFixed(digits), on }) {
    const input = html("input", {
      type: "range", min, max, step,
      oninput: () => {
        on?.(Number(input.value));
        this.set(path, Number(input.value));
      },
    });
    const output = html("output", { "aria-hidden": "true" });
    this.follow(() => {
      input.value = this.get(path);
      output.textContent = words(this.get(path));
      input.setAttribute("aria-valuetext", words(this.get(path)));
    });
    return html("label", { class: "cg-control" }, html("span", {}, label), input, output);
  }

  menu(path, { label, options, on }) {
    const select = html("select", {
      onchange: () => {
        on?.(select.value);
        this.set(path, select.value);
      },
    }, ...options.map(([value, words]) => html("option", { value }, words)));
    this.follow(() => (select.value = this.get(path)));
    return html("label", { class: "cg-control" }, html("span", {}, label), select);
  }

  button(words, onclick, attributes = {}) {
    return html("button", { type: "button", onclick, ...attributes }, words);
  }

  // A number with its name; `data-value` keeps all its digits.
  readout(key, label, value, words = short) {
    const output = html("output", { "data-key": key });
    this.follow(() => {
      output.dataset.value = value();
      output.textContent = words(value());
    });
    return html("span", { class: "readout" }, html("span", {}, label), output);
  }

  // A sentence under the picture; a screen reader hears it when the moves have ended.
  words(sentence) {
    const line = html("p", { class: "words" });
    this.follow(() => (line.textContent = sentence()));
    this.summary = sentence;
    return line;
  }

  // `draw(width, height)` returns what is drawn anew at each change, behind the handles.
  figure({ label, height, draw, role = "img" }) {
    const [back, front] = [svg("g"), svg("g")];
    const element = svg("svg", {
      class: "figure", role, "aria-label": label, preserveAspectRatio: "xMinYMin meet",
    }, back, front);
    this.follow(() => {
      const width = Math.max(element.getBoundingClientRect().width, NARROW);
      const tall = typeof height === "function" ? height(width) : height;
      element.setAttribute("viewBox", `0 0 ${width} ${tall}`);
      element.style.height = `${tall}px`;
      back.replaceChildren(...draw(width, tall).flat());
    });
    return { element, front };
  }

  // A dot to drag, or to move with the arrow keys. `place()` gives its [x, y] in the figure,
  // `move(x, y)` takes pixels, `nudge(dx, dy)` steps, `words()` says where it is.
  handle(figure, { label, place, move, nudge, words, color = "var(--blue)", radius = 8 }) {
    const dot = svg("circle", { r: radius, fill: color, class: "dot" });
    const grip = svg("g", { class: "handle", role: "slider", tabindex: 0, "aria-label": label },
      svg("circle", { r: 18, class: "reach" }), dot);
    const drag = (event) => {
      const box = figure.element.getBoundingClientRect();
      const scale = figure.element.viewBox.baseVal.width / box.width;
      move((event.clientX - box.left) * scale, (event.clientY - box.top) * scale);
      this.changed();
    };
    grip.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      grip.focus();
      grip.onpointermove = drag;
      this.dragging = true;
    });
    for (const end of ["pointerup", "pointercancel"]) {
      grip.addEventListener(end, () => {
        grip.onpointermove = null;
        this.dragging = false;
        this.refresh();
      });
    }
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    grip.addEventListener("keydown", (event) => {
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      nudge(...step.map((s) => s * (event.shiftKey ? 10 : 1)));
      this.changed();
    });
    figure.front.append(grip);
    this.follow(() => {
      const [x, y] = place();
      grip.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)})`);
      const width = figure.element.viewBox.baseVal.width;
      grip.setAttribute("aria-valuenow", Math.round((100 * x) / width)); // across, in percent
      grip.setAttribute("aria-valuetext", words());
    });
    return grip;
  }
}

export function widget(build) {
  return {
    render({ model, el }) {
      const panel = new Panel(model, el);
      build(panel);
      panel.open();
      return () => panel.close();
    },
  };
}
