import js from "@eslint/js";
import importX from "eslint-plugin-import-x";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

/** Who may import whom; see the map in README.md. Each law says what to do instead. */
const law = (files, ignores, patterns, paths = []) => ({
  files,
  ignores,
  rules: { "no-restricted-imports": ["error", { patterns, paths }] },
});
const no = (group, message) => ({ group, message });
const TESTS = ["**/*.test.ts", "**/test-*.ts", "decks/store/store-contract.ts"];

const NO_SHELL = no(
  ["**/renderer/**", "**/electron/**", "electron", "svelte", "svelte/*"],
  "decks knows no shell and no UI.",
);
const NO_CLI = no(["**/cli/**"], "Nobody imports the command line.");
const NO_DEXIE = no(["dexie", "dexie/*"], "Only decks/store imports dexie.");
const NO_FSRS = no(["ts-fsrs"], "Only decks/core/schedule/scheduler.ts imports ts-fsrs.");
const NO_NODE = no(["node:*", "fs", "path", "os"], "This code also runs in a browser.");

export default ts.config(
  {
    ignores: [
      "dist/**",
      "release/**",
      "node_modules/**",
      ".cache/**",
      "test-results/**",
      "playwright-report/**",
    ],
  },
  js.configs.recommended,
  ts.configs.recommended,
  svelte.configs.recommended,
  {
    plugins: { "import-x": importX },
    settings: {
      // Without these no-cycle opens no file of ours and finds nothing.
      "import-x/extensions": [".ts"],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts"] },
      "import-x/resolver-next": [
        importX.createNodeResolver({ extensions: [".ts", ".js", ".svelte", ".json"] }),
      ],
    },
    rules: {
      // No package imports Cardinal, so no cycle leads through one.
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
      "import-x/no-default-export": "error",
      "no-console": "error",
      eqeqeq: "error",
      "no-undef": "off",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-empty-function": "off",
      "no-restricted-syntax": [
        "error",
        { selector: "TSEnumDeclaration", message: "Use a union of strings." },
        { selector: "ExportAllDeclaration", message: "No barrels: import from where it is." },
      ],
    },
  },
  {
    files: ["**/*.config.{ts,js}", "**/*.d.ts", "build/vite/**"],
    rules: { "import-x/no-default-export": "off" },
  },
  { files: ["build/scripts/**", "decks/cli/**", "e2e/**", "electron/**"], rules: { "no-console": "off" } },
  {
    files: ["**/*.ts"],
    ignores: ["decks/core/**"],
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig } },
    rules: { "import-x/no-default-export": "off", "svelte/no-at-html-tags": "error" },
  },
  {
    files: ["decks/core/**/*.ts"],
    ignores: TESTS,
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "MemberExpression[object.name='Date'][property.name='now']",
          message: "Take the time as an argument.",
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: "Take the time as an argument.",
        },
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: "Take a seed as an argument.",
        },
        { selector: "TSEnumDeclaration", message: "Use a union of strings." },
        { selector: "ExportAllDeclaration", message: "No barrels: import from where it is." },
      ],
    },
  },
  law(
    ["decks/core/**/*.ts"],
    [...TESTS, "decks/core/schedule/scheduler.ts"],
    [
      NO_SHELL,
      NO_CLI,
      NO_DEXIE,
      NO_FSRS,
      NO_NODE,
      no(
        ["**/store/**", "**/formats/**", "**/content/**", "**/contract.ts", "**/contract/**"],
        "Core imports nothing but core.",
      ),
    ],
  ),
  law(["decks/formats/**/*.ts"], TESTS, [
    NO_SHELL,
    NO_CLI,
    NO_DEXIE,
    NO_FSRS,
    NO_NODE,
    no(["**/store/**", "**/content/**", "**/contract.ts", "**/contract/**"], "Formats import core alone."),
  ]),
  law(
    ["decks/store/**/*.ts", "decks/contract.ts", "decks/contract/**"],
    [...TESTS, "decks/store/hosts/**"],
    [
      NO_SHELL,
      NO_CLI,
      NO_FSRS,
      NO_NODE,
      no(["**/content/**"], "Hosts hand the shipped content to the store."),
    ],
  ),
  law(["decks/store/hosts/**/*.ts"], TESTS, [NO_SHELL, NO_CLI, NO_FSRS, NO_NODE]),
  law(["decks/content/**/*.ts"], TESTS, [
    no(["../**", "!../guides/**"], "Content is data and imports nothing."),
  ]),
  law(["decks/cli/**/*.ts"], TESTS, [
    NO_SHELL,
    NO_DEXIE,
    NO_FSRS,
    no(["**/store/**"], "The command line has no database."),
  ]),
  law(["renderer/**/*.{ts,svelte}"], TESTS, [
    no(["**/electron/**", "electron"], "The renderer knows no shell."),
    NO_DEXIE,
    NO_FSRS,
    NO_CLI,
    NO_NODE,
    no(
      ["**/decks/store/**/*.ts", "!**/decks/store/connect.ts", "!**/decks/store/channel.ts"],
      "The renderer sees the contract, core, connect and channel.",
    ),
    no(["**/decks/formats/**", "**/decks/content/**"], "Files go through the store."),
  ]),
  law(["renderer/parts/**/*.{ts,svelte}"], TESTS, [
    no(
      [
        "**/decks/**",
        "**/study/**",
        "**/scenarios/**",
        "**/library/**",
        "**/importing/**",
        "**/settings/**",
        "**/screens/**",
      ],
      "Parts know no domain.",
    ),
  ]),
  law(["electron/**/*.ts"], TESTS, [
    no(["**/renderer/**"], "The shell knows no UI."),
    NO_DEXIE,
    NO_FSRS,
    NO_CLI,
    no(
      [
        "**/decks/store/*",
        "!**/decks/store/connect.ts",
        "!**/decks/store/serve.ts",
        "!**/decks/store/channel.ts",
        "!**/decks/store/journal-files.ts",
        "!**/decks/store/snapshot-files.ts",
      ],
      "The shell reaches the store through a port.",
    ),
    no(["**/decks/formats/**", "**/decks/content/**"], "The shell opens no file formats."),
  ]),
);
