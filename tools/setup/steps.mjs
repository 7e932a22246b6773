// @ts-check

/**
 * One thing that a checkout needs.
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {() => Promise<Work | undefined>} look finds out what is to be done; undefined: nothing
 *
 * @typedef {object} Work
 * @property {string} what for people, for example `installing clang, g++`
 * @property {() => Promise<void>} perform does it; throws a SetupError
 */

/** How often a long step says that it still works. */
const heartbeatMilliseconds = 15_000;

/**
 * Performs what is to be done, one step after the other, and prints how it goes.
 *
 * @param {readonly Step[]} steps
 */
export async function runSteps(steps) {
  const start = performance.now();
  for (const [index, step] of steps.entries()) {
    const work = await step.look();
    if (work !== undefined) {
      await perform(`setup ${index + 1}/${steps.length}: ${step.name}`, work);
    }
  }
  print(`setup: ready after ${secondsSince(start)} s`);
}

/**
 * @param {string} title
 * @param {Work} work
 */
async function perform(title, work) {
  const start = performance.now();
  print(`${title}: ${work.what}`);
  const heartbeat = setInterval(() => {
    print(`${title}: still at it after ${secondsSince(start)} s`);
  }, heartbeatMilliseconds);
  try {
    await work.perform();
    print(`${title}: done in ${secondsSince(start)} s`);
  } finally {
    clearInterval(heartbeat);
  }
}

/** @param {number} start as of performance.now() */
function secondsSince(start) {
  return ((performance.now() - start) / 1000).toFixed(1);
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}
