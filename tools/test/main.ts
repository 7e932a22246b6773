/**
 * Runs the checks and every test, or the tests of one project only:
 *
 *   main.ts [unit | kernel | cluster] [--reports=DIR] [PARAMETER..]
 *
 * The parameters go to vitest. DIR gets a report of each run of it, in JSON. Tests run also where
 * something before them failed: whoever mends things wants to see all of it.
 */
import { imagesAreBuilt } from "../deploy/our-images.ts";
import { type Project, readTestCommand } from "./command-line.ts";
import { performStage, type Stage, type StageCommand } from "./stage.ts";

const { only, reports, parameters } = readTestCommand(process.argv.slice(2));
process.chdir(`${import.meta.dirname}/../..`);

/** The making of what cluster tests start; undefined: of the images nobody knows whether they are needed. */
type Making = readonly [programs: Stage, images?: Stage];

const stages = await performAll();
for (const { name, ok, seconds } of stages) {
  console.log(`test: ${name}: ${ok ? "good" : "BAD"} (${seconds.toFixed(0)} s)`);
}
if (stages.some(({ ok }) => !ok)) process.exitCode = 1;

async function performAll(): Promise<readonly Stage[]> {
  if (only === "cluster") return clusterStages(makePrograms().then(makeImages), []);
  return only === undefined ? everything() : [await runTests([only])];
}

/** What cluster tests start is made beside the rest: minutes on a machine that has none of it yet. */
async function everything(): Promise<readonly Stage[]> {
  const programs = makePrograms();
  const checks = await performStage("checks", [process.execPath, "tools/check/main.ts"]);
  // Not earlier: a check writes generated files, which the images are built from.
  const made = programs.then(makeImages);
  const tests = await runTests(["unit", "kernel"]);
  return clusterStages(made, [checks, tests]);
}

async function clusterStages(
  made: Promise<Making>,
  before: readonly Stage[],
): Promise<readonly Stage[]> {
  const [programs, images] = await made;
  const environment = images?.ok === true ? imagesAreBuilt : {};
  const making = images === undefined ? [programs] : [programs, images];
  return [...before, ...making, await runTests(["cluster"], environment)];
}

function makePrograms(): Promise<Stage> {
  const main = ["tools/nodes/main.ts", "build"];
  return performStage("programs of clusters", inBackground(main), { quiet: true });
}

/**
 * Follows the programs, so that the builds do not take each other's time. Where only some files are
 * wanted, those that need the images build them.
 */
async function makeImages(programs: Stage): Promise<Making> {
  if (parameters.length > 0) return [programs];
  const main = ["tools/images/main.ts"];
  return [programs, await performStage("images", inBackground(main), { quiet: true })];
}

/** What is nice to the tests that run meanwhile, some of which look at how long things take. */
function inBackground(script: readonly string[]): StageCommand {
  return ["nice", "-n", "10", process.execPath, ...script];
}

function runTests(
  projects: readonly Project[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Stage> {
  const name = projects.join(" and ");
  const command: StageCommand = [
    ...(["node_modules/.bin/vitest", "run"] as const),
    ...projects.map((project) => `--project=${project}`),
    ...(reports === undefined ? [] : reporters(`${reports}/${projects.join("-")}.json`)),
    // Of the names of files some may be of one project only.
    ...(parameters.length === 0 ? [] : ["--passWithNoTests", ...parameters]),
  ];
  return performStage(`${name} tests`, command, { environment });
}

/** Those of vitest.config.ts, and a file. */
function reporters(file: string): readonly string[] {
  const names = ["default", "./tools/test/slowest-files.ts", "json"];
  return [...names.map((name) => `--reporter=${name}`), `--outputFile.json=${file}`];
}
