import jsdoc from "eslint-plugin-jsdoc";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["**/dist/", "**/build/", "**/generated/", "**/node_modules/", ".nx/"] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["vitest.config.ts"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { jsdoc },
    settings: { jsdoc: { mode: "typescript" } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      // A number in a message is as readable as a string.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      complexity: ["error", 10],
      "max-depth": ["error", 3],
      "max-params": ["error", 4],
      "max-lines": ["error", { max: 350, skipBlankLines: true, skipComments: true }],
      eqeqeq: "error",
      "jsdoc/require-jsdoc": [
        "error",
        {
          publicOnly: true,
          require: { ClassDeclaration: true, FunctionDeclaration: true },
          contexts: ["TSInterfaceDeclaration", "TSTypeAliasDeclaration", "VariableDeclaration"],
        },
      ],
    },
  },
  {
    // Tests say in their names what they are for.
    files: ["**/*.test.ts", "**/testing/**"],
    rules: { "jsdoc/require-jsdoc": "off", "max-lines": "off" },
  },
  {
    files: ["**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          // That of expect.poll is set in vitest.config.ts; for this one there is no setting.
          selector: "CallExpression[callee.property.name=/^wait(For|Until)$/][arguments.length=1]",
          message: "Say how long to wait: vitest's one second is too short for a busy machine",
        },
      ],
    },
  },
  {
    files: ["**/*.mjs", "**/*.cjs", "**/*.js"],
    ...tseslint.configs.disableTypeChecked,
  },
);
