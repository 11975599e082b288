// What `make lint-js` asks of the widgets' JavaScript. Users need neither ESLint nor Node.

const browser = [
  "Blob", "CustomEvent", "ResizeObserver", "URL", "clearTimeout", "crypto", "document",
  "localStorage", "requestAnimationFrame", "setTimeout", "structuredClone", "window",
];

export default [
  {
    files: ["course/show/web/*.js"],
    languageOptions: {
      ecmaVersion: 2023,
      sourceType: "module",
      globals: Object.fromEntries(browser.map((name) => [name, "readonly"])),
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "array-callback-return": "error",
      "consistent-return": "error",
      "constructor-super": "error",
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "for-direction": "error",
      "getter-return": "error",
      "no-cond-assign": "error",
      "no-const-assign": "error",
      "no-constant-condition": "error",
      "no-dupe-args": "error",
      "no-dupe-class-members": "error",
      "no-dupe-keys": "error",
      "no-eval": "error",
      "no-fallthrough": "error",
      "no-implicit-globals": "error",
      "no-implied-eval": "error",
      "no-loss-of-precision": "error",
      "no-redeclare": "error",
      "no-self-assign": "error",
      "no-shadow": "error",
      "no-sparse-arrays": "error",
      "no-this-before-super": "error",
      "no-undef": "error",
      "no-unreachable": "error",
      "no-unsafe-finally": "error",
      "no-unused-expressions": ["error", { allowShortCircuit: true, allowTernary: true }],
      "no-unused-vars": "error",
      "no-use-before-define": ["error", { functions: false, variables: false, classes: false }],
      "no-useless-assignment": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": ["error", { destructuring: "all" }],
      "prefer-template": "error",
      semi: "error",
      "valid-typeof": "error",
    },
  },
  {
    files: ["course/show/web/page.js"], // put after a module by course.show.page, which calls it
    rules: { "no-unused-vars": "off" },
  },
];
