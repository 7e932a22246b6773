/**
 * Settles when somebody asks this process to end. A second signal finds no listener, and ends this
 * process and with it everything at once.
 */
export async function firstSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const listener = () => {
    for (const signal of signals) process.off(signal, listener);
    resolve(undefined);
  };
  for (const signal of signals) process.on(signal, listener);
  await promise;
}
