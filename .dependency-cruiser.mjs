// Who may import whom: ARCHITECTURE.md says it in words, and `npm test -- imports` holds it.

/** A stage imports those before it, the pure libraries and the ground. */
const STAGES = [
  "prompts",
  "models",
  "responses",
  "inference",
  "studies",
  "raters",
  "assignments",
  "votes",
  "quality",
  "results",
  "imports",
  "exports",
  "crowd",
  "demo",
];
const PURE = ["stats", "formats"];
const STAGE = `^lib/(${STAGES.join("|")})/`;
const GROUND = `^lib/(?!(${[...STAGES, ...PURE].join("|")})/)`;
const PROJECT = "^(app|bench|bin|components|e2e|lib|prisma)/";
/** Tests may reach further: they make rows of any stage. */
const TEST = "\\.test\\.tsx?$|/testing/";

const stageOrder = STAGES.slice(0, -1).map((stage, index) => ({
  name: `${stage}-imports-no-later-stage`,
  comment: "Data goes one way: a stage reads what the stages before it wrote.",
  severity: "error",
  from: { path: `^lib/${stage}/`, pathNot: TEST },
  to: { path: `^lib/(${STAGES.slice(index + 1).join("|")})/` },
}));

const pureLibraries = PURE.map((library) => ({
  name: `${library}-imports-nothing-of-the-project`,
  comment: "A pure library could be published by itself.",
  severity: "error",
  from: { path: `^lib/${library}/`, pathNot: TEST },
  to: { path: PROJECT, pathNot: `^lib/${library}/` },
}));

/** @param layers what may be imported beside one's own folder; everything else of the project is forbidden. */
function only(name, from, layers, comment) {
  return {
    name,
    comment,
    severity: "error",
    from: { path: from, pathNot: TEST },
    to: { path: PROJECT, pathNot: layers },
  };
}

export default {
  forbidden: [
    {
      name: "no-circles",
      comment: "Two files that need each other are one file, or hide a third.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-unresolved-imports",
      comment: "An import that is not found would pass every other rule.",
      severity: "error",
      from: { path: PROJECT },
      to: { couldNotResolve: true },
    },
    ...stageOrder,
    ...pureLibraries,
    {
      name: "ground-imports-no-stage",
      comment: "The ground knows nothing of studies and votes.",
      severity: "error",
      from: { path: GROUND, pathNot: TEST },
      to: { path: STAGE },
    },
    only("lib-imports-only-lib", "^lib/", "^lib/", "What is true does not depend on what is drawn or run."),
    only("app-imports-components-and-lib", "^app/", "^(app|components|lib)/", "Routes read, call lib and render."),
    only(
      "components-import-stats-and-schemas",
      "^components/",
      "^components/|^lib/stats/|^lib/[^/]+/schema\\.ts$|^lib/results/(analysis|asked|browse)-schema\\.ts$|^lib/studies/(asks-schema|session-schema|session-pay|describe-(session|protocol)|pairs)\\.ts$|^lib/text/typeface\\.ts$",
      "Props in, markup out: a component never reaches the database, not even for a type.",
    ),
    only(
      "bin-imports-lib",
      "^bin/(?!start/seed-database)",
      "^(bin|lib)/|^components/results/figure-files\\.ts$",
      "Commands parse and call lib; a paper's figure is drawn as the pages draw it.",
    ),
    only("start-seeds", "^bin/start/seed-database", "^(bin|lib)/|^prisma/seed\\.ts$", "Only start seeds."),
    only("seed-imports-lib", "^prisma/", "^(prisma|lib)/", "The seed writes as everyone does, through commands."),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^lib/db/generated/" },
    tsConfig: { fileName: "tsconfig.json" },
    // types are imports too
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["react-server", "import", "node", "default"],
    },
  },
};
