import { BpfError } from "./bpf-error.ts";
import { native } from "./native.ts";
import { attemptLater } from "./native-call.ts";

/**
 * Waits until no BPF program runs any more that started before the call, as synchronize_rcu()
 * does; tens of milliseconds on another thread. Sleepable programs are not waited for.
 *
 * @throws {BpfError} EPERM where membarrier(2) cannot do it (one CPU, nohz_full, a seccomp filter)
 * and the process may not create maps either
 */
export async function waitForReaders(): Promise<void> {
  const operation = "wait for running programs";
  try {
    await attemptLater(operation, () => native.waitByMembarrier());
  } catch (error) {
    if (!(error instanceof BpfError)) throw error;
    await attemptLater(operation, () => native.waitByMapOfMaps());
  }
}
