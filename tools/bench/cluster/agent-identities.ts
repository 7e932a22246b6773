import type { CertificateAuthority } from "../../cluster/certificate-authority.ts";
import { requestToken } from "../../cluster/service-account-token.ts";
import type { AgentIdentity } from "./fleet-messages.ts";
import type { PopulatedCluster } from "./populate.ts";
import { agentAccount, agentPod, nodeName } from "./population.ts";

/** What the controller is told where agents have tokens. */
export const tokenFlags = [
  "--agent-service-account",
  `${agentAccount.namespace}/${agentAccount.name}`,
];

/** What tokens are meant for: the controller's default. */
const audience = "localredirect";

/** Longer than any run takes, so that no agent has to renew its own, in seconds. */
const lifetime = 7_200;

/** How many tokens are asked for at once. */
const atOnce = 8;

/** Gives each of so many nodes' agents a certificate. */
export async function certificateIdentities(
  count: number,
  authority: CertificateAuthority,
): Promise<readonly AgentIdentity[]> {
  const identities: AgentIdentity[] = [];
  for (let index = 0; index < count; index += 1) {
    const node = nodeName(index);
    const names = [{ type: "dns", value: node }] as const;
    const keyPair = await authority.issue({ commonName: node, names: [...names] });
    identities.push({ node, proof: { kind: "certificate", ...keyPair } });
  }
  return identities;
}

/** Gives each of so many nodes' agents a token that is bound to its pod, as kubelet would. */
export async function tokenIdentities(
  count: number,
  { plane, api }: PopulatedCluster,
): Promise<readonly AgentIdentity[]> {
  await plane.apply({ apiVersion: "v1", kind: "ServiceAccount", metadata: agentAccount });
  const identities: AgentIdentity[] = [];
  const indices = Array.from({ length: count }, (_, index) => index).values();
  const askInTurn = async (): Promise<void> => {
    for (const index of indices) {
      const token = await requestToken(api, agentAccount, {
        audiences: [audience],
        expirationSeconds: lifetime,
        pod: agentPod(index),
      });
      identities[index] = { node: nodeName(index), proof: { kind: "token", token } };
    }
  };
  await Promise.all(Array.from({ length: atOnce }, askInTurn));
  return identities;
}
