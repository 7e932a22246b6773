/**
 * The import direction, which is the architecture's first rule: the two planes know only the types
 * and the plumbing of a process, never each other.
 */
const packages = {
  types: [],
  "node-bpf": [],
  process: [],
  cli: ["types", "process"],
  controller: ["types", "process"],
  agent: ["types", "process", "node-bpf"],
};

const direction = Object.entries(packages).map(([name, allowed]) => ({
  name: `${name}-imports-only-${allowed.join("-") || "libraries"}`,
  severity: "error",
  comment: `packages/${name} may import of our packages only: ${allowed.join(", ") || "none"}`,
  from: { path: `^packages/${name}/` },
  to: {
    path: "^packages/",
    pathNot: `^packages/(${[name, ...allowed].join("|")})/`,
  },
}));

const once = (library, file) => ({
  name: `${library.replace(/\W+/g, "-")}-in-one-place`,
  severity: "error",
  comment: `${library} is imported in ${file} only, so that it can be replaced there`,
  from: { path: "^packages/", pathNot: [file, "\\.test\\.ts$", "/testing/"] },
  to: { path: `node_modules/${library}/` },
});

module.exports = {
  forbidden: [
    ...direction,
    once("protobufjs", "^packages/types/src/generated/"),
    once(
      "@kubernetes/client-node",
      "^packages/controller/src/kubernetes-api/kubeconfig-access\\.ts$",
    ),
    once("@grpc/reflection", "^packages/controller/src/serve/"),
    {
      name: "no-circular",
      severity: "error",
      comment: "Files that import each other cannot be read apart",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-undeclared",
      severity: "error",
      comment:
        "Declare the dependency in the package's own package.json; what tests use stands in the root's",
      from: { path: "^packages/", pathNot: ["\\.test\\.ts$", "/testing/"] },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown", "undetermined", "unknown"] },
    },
    {
      name: "types-does-no-io",
      severity: "error",
      comment: "The types run anywhere, also in a browser",
      from: { path: "^packages/types/src", pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/(dist|build)/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["types", "import", "default"],
    },
  },
};
