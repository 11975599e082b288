// Controls, a picture that Python draws, and the numbers beside it.
// All controls are the browser's own, so that keyboards and screen readers know them.

const SPEAK_AFTER = 600; // milliseconds without news before a screen reader hears the summary

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function nearest(values, wanted) {
  let best = 0;
  values.forEach((value, k) => {
    if (Math.abs(value - wanted) < Math.abs(values[best] - wanted)) best = k;
  });
  return best;
}

// Each kind of control: its element, how it shows a value, and which value it stands at.

function slider(spec) {
  const last = spec.values.length - 1;
  const input = element("input", { type: "range", min: 0, max: last, step: 1 });
  const output = element("output");
  const say = (text) => {
    output.textContent = text;
    input.setAttribute("aria-valuetext", text);
  };
  return {
    input,
    output,
    set: (value) => {
      const place = nearest(spec.values, value);
      input.value = place;
      say(spec.values[place] === value ? spec.texts[place] : String(value));
    },
    get: () => {
      say(spec.texts[Number(input.value)]);
      return spec.values[Number(input.value)];
    },
  };
}

function menu(spec) {
  const options = spec.values.map((value) => element("option", { value }, value));
  const input = element("select", {}, ...options);
  return { input, set: (value) => (input.value = value), get: () => input.value };
}

function tick() {
  const input = element("input", { type: "checkbox" });
  return { input, set: (value) => (input.checked = value), get: () => input.checked };
}

const kinds = { slider, menu, tick };

function controlRow(spec, control, id) {
  control.input.id = id;
  control.input.dataset.key = spec.key;
  const label = element("label", { for: id }, spec.label);
  const parts = spec.kind === "tick" ? [control.input, label] : [label, control.input];
  const row = element("div", { class: `control ${spec.kind}` }, ...parts);
  if (control.output) row.append(control.output);
  if (spec.help) {
    row.title = spec.help;
    const help = element("span", { id: `${id}-help`, class: "spoken" }, spec.help);
    control.input.setAttribute("aria-describedby", help.id);
    row.append(help);
  }
  return row;
}

function isDark() {
  const jupyter = document.body.dataset.jpThemeLight;
  if (jupyter) return jupyter === "false";
  return window.matchMedia("(prefers-color-scheme: dark)").matches;
}

class View {
  constructor(model, place) {
    this.model = model;
    this.given = model.get("given");
    // Every widget runs this file anew, so a counter would give two of them the same numbers.
    this.number = Math.random().toString(36).slice(2);
    this.root = element("section", { class: "chalkgrad-panel", "aria-label": this.given.title });
    this.root.append(element("style", {}, `.${this.given.still} { display: none !important; }`));
    this.root.append(this.buildControls(), this.buildButtons(), this.buildResult());
    // JupyterLab would take arrow keys and letters for its own shortcuts.
    for (const control of this.root.querySelectorAll("input, select, button")) {
      control.setAttribute("data-lm-suppress-shortcuts", "true");
    }
    place.append(this.root);
    this.listeners = {
      "change:values": () => this.showValues(),
      "change:picture": () => this.showPicture(),
      "change:answer": () => this.showAnswer(),
      "comm_live_update": () => this.showEnd(),
    };
    for (const [event, listener] of Object.entries(this.listeners)) model.on(event, listener);
    this.watchTheme();
    this.showValues();
    this.showPicture();
    this.showAnswer();
  }

  buildControls() {
    const box = element("div", { class: "controls" });
    const groups = new Map();
    this.controls = new Map();
    for (const spec of this.given.controls) {
      const control = kinds[spec.kind](spec);
      this.controls.set(spec.key, control);
      control.input.addEventListener("input", () => this.moved());
      const row = controlRow(spec, control, `chalkgrad-${this.number}-${spec.key}`);
      if (!spec.group) box.append(row);
      else {
        if (!groups.has(spec.group)) {
          const set = element("fieldset", {}, element("legend", {}, spec.group));
          groups.set(spec.group, set);
          box.append(set);
        }
        groups.get(spec.group).append(row);
      }
    }
    return box;
  }

  buildButtons() {
    const row = element("div", { class: "buttons" });
    const presets = Object.keys(this.given.presets);
    if (presets.length) {
      const names = [this.given.own, ...presets];
      const id = `chalkgrad-${this.number}-preset`;
      this.preset = element("select", { id, "data-key": "preset" });
      this.preset.append(...names.map((value) => element("option", { value }, value)));
      this.preset.addEventListener("input", () => this.load());
      row.append(element("label", { for: id }, "Example"), this.preset);
    }
    this.buttons = {};
    for (const [name, words] of Object.entries(this.given.buttons)) {
      const button = element("button", { type: "button", "data-key": name }, words);
      button.addEventListener("click", () => this.model.send({ command: name }));
      this.buttons[name] = button;
      row.append(button);
    }
    this.bar = element("progress", { max: 1, "aria-label": "progress" });
    this.note = element("span", { class: "note" });
    row.append(this.bar, this.note);
    return row;
  }

  buildResult() {
    this.error = element("p", { class: "error", role: "alert" });
    this.picture = element("img", { alt: "" });
    this.numbers = element("div", { class: "numbers" });
    this.spoken = element("p", { class: "spoken", role: "status" });
    const picture = element("div", { class: "picture" }, this.picture);
    return element("div", {}, this.error, picture, this.numbers, this.spoken);
  }

  moved() {
    const values = {};
    for (const [key, control] of this.controls) values[key] = control.get();
    this.send(values);
  }

  load() {
    const chosen = this.given.presets[this.preset.value];
    if (chosen) this.send({ ...this.model.get("values"), ...chosen });
  }

  send(values) {
    this.model.set("values", values);
    this.model.save_changes();
  }

  showValues() {
    const values = this.model.get("values");
    for (const [key, control] of this.controls) control.set(values[key]);
    if (!this.preset) return;
    const fits = ([, chosen]) => Object.keys(chosen).every((key) => chosen[key] === values[key]);
    const found = Object.entries(this.given.presets).find(fits);
    this.preset.value = found ? found[0] : this.given.own;
  }

  showPicture() {
    const old = this.picture.src;
    const png = new Blob([this.model.get("picture")], { type: "image/png" });
    this.picture.src = URL.createObjectURL(png);
    if (old) URL.revokeObjectURL(old);
  }

  showAnswer() {
    const answer = this.model.get("answer");
    this.picture.alt = answer.words;
    this.picture.width = answer.width;
    this.numbers.replaceChildren(...answer.numbers.map(({ key, label, value, text }) => {
      const output = element("output", { "data-key": key, "data-value": value ?? "" }, text);
      return element("span", {}, `${label} `, output);
    }));
    this.error.textContent = answer.error;
    this.root.setAttribute("aria-busy", String(answer.busy));
    this.bar.hidden = !answer.busy;
    this.bar.value = answer.done;
    this.note.textContent = answer.done < 1 ? answer.note : "";
    if (this.buttons.stop) this.buttons.stop.disabled = !answer.busy;
    if (this.buttons.start) this.buttons.start.disabled = answer.busy;
    clearTimeout(this.speaking);
    const say = () => (this.spoken.textContent = answer.words);
    if (!answer.busy) this.speaking = setTimeout(say, SPEAK_AFTER);
  }

  showEnd() {
    this.bar.hidden = true;
    this.note.textContent = "The kernel is gone: run the cell again.";
  }

  watchTheme() {
    this.preference = window.matchMedia("(prefers-color-scheme: dark)");
    this.follow = () => {
      if (isDark() === this.model.get("dark")) return;
      this.model.set("dark", isDark());
      this.model.save_changes();
    };
    this.preference.addEventListener("change", this.follow);
    this.observer = new window.MutationObserver(this.follow);
    this.observer.observe(document.body, { attributeFilter: ["data-jp-theme-light"] });
    this.follow();
  }

  close() {
    for (const [event, listener] of Object.entries(this.listeners)) this.model.off(event, listener);
    this.preference.removeEventListener("change", this.follow);
    this.observer.disconnect();
    clearTimeout(this.speaking);
    URL.revokeObjectURL(this.picture.src);
  }
}

export default {
  render({ model, el }) {
    const view = new View(model, el);
    return () => view.close();
  },
};
