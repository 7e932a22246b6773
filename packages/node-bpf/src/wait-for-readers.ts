import { native } from "./native.ts";
import { attemptLater } from "./native-call.ts";

/**
 * Waits until no BPF program runs any more that started before the call, as synchronize_rcu()
 * does (by membarrier(2)); tens of milliseconds on another thread. Sleepable programs are not
 * waited for.
 *
 * @throws {BpfError} EINVAL or ENOSYS where the kernel cannot (nohz_full), see canWaitForReaders
 */
export async function waitForReaders(): Promise<void> {
  await attemptLater("wait for running programs", () => native.waitForReaders());
}
