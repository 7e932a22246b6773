import type { Pod } from "../world/pod.ts";
import { type Manifest, policyManifest } from "./manifest.ts";
import { createStage, type OneQuestion, type Stage, type StageOptions } from "./stage.ts";

/** A stage whose pod `app` reaches the virtual IP 169.254.0.90:80 at the pod `local`. */
export interface RedirectedStage extends Stage {
  readonly app: Pod;
  /** Which `local` answers. */
  readonly question: OneQuestion;
}

/** Makes a stage on which one redirect works: what must not suffer, whatever a test does. */
export async function redirectedStage(options?: StageOptions): Promise<RedirectedStage> {
  const stage = await createStage(options);
  const question: OneQuestion = { way: "tcp", target: "169.254.0.90:80" };
  try {
    const app = await stage.addPod({ name: "app" });
    await stage.addPod({ name: "local", labels: { app: "local" }, serves: ["tcp:80"] });
    stage.write("redirected.yaml", policyToLocal("redirected", "169.254.0.90"));
    await stage.answeredBy(app, question, "local");
    return { ...stage, app, question };
  } catch (error) {
    await stage.close();
    throw error;
  }
}

/** A policy that leads TCP port 80 of a virtual IP to the pod `local` of a redirected stage. */
export function policyToLocal(name: string, address: string): Manifest {
  const ports = { frontendPorts: ["80/TCP"], backendPorts: ["80/TCP"] };
  return policyManifest(name, address, { select: { app: "local" }, ...ports });
}
