// Puts a widget into each of its places on a plain page, where no Python holds the state.

function mount(widget, kind) {
  for (const place of document.querySelectorAll(`[data-chalkgrad="${kind}"]`)) {
    const values = {
      given: JSON.parse(place.dataset.given),
      state: JSON.parse(place.dataset.state),
    };
    const model = {
      get: (name) => values[name],
      set: (name, value) => (values[name] = value),
      save_changes() {},
      on() {},
      off() {},
    };
    widget.render({ model, el: place });
  }
}
