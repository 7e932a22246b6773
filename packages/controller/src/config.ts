import {
  addLogFlags,
  checked,
  flag,
  formatListenAddress,
  loggerOptions,
  parseListenAddress,
  parsePeerAddress,
  repeatableFlag,
  serverSecurity,
  tokenServerSecurity,
  UsageError,
} from "@localredirect/process";
import type {
  Command,
  ListenAddress,
  LogFlags,
  LoggerOptions,
  ServerSecurityFlags,
  ServerTransport,
} from "@localredirect/process";

import type { ServiceAccount, TokenRules } from "./identity/token-review.ts";
import type { ServiceName } from "./peers/endpoint-slice.ts";
import { parseServiceAccount, parseServiceName } from "./namespaced-name.ts";
import { peersConfig } from "./peers/peers-config.ts";
import type { PeersConfig } from "./peers/peers-config.ts";
import { parseSource, sourceName } from "./source-config.ts";
import type { SourceConfig } from "./source-config.ts";

/** What a controller is told when it starts: checked, complete, frozen. */
export interface ControllerConfig {
  /** At least one, in the order of precedence. */
  readonly sources: readonly SourceConfig[];
  readonly listen: ListenAddress;
  readonly security: ServerTransport;
  /** Whose tokens prove of which node an agent is. Undefined: no token proves anything. */
  readonly tokens: TokenRules | undefined;
  /** Where the controllers are, with what they keep for themselves in the cluster. */
  readonly namespace: string;
  /** The name of the pod that this is. Undefined: none is known. */
  readonly podName: string | undefined;
  /** The address of the pod that this is. Undefined: none is known. */
  readonly podIp: string | undefined;
  readonly peers: PeersConfig;
  /** Undefined: no health checks and metrics by HTTP. */
  readonly http: ListenAddress | undefined;
  readonly log: LoggerOptions;
}

/** What commander makes of the flags that addControllerFlags adds. */
export interface ControllerFlags extends LogFlags, Omit<ServerSecurityFlags, "insecure"> {
  readonly source?: readonly SourceConfig[];
  readonly listen: ListenAddress;
  readonly insecure?: boolean;
  readonly agentServiceAccount?: ServiceAccount;
  readonly tokenAudience?: string;
  readonly peerService?: ServiceName;
  readonly peer?: readonly ListenAddress[];
  readonly http?: ListenAddress;
}

/** What the process knows beside its flags; a Kubernetes manifest fills it from the pod's fields. */
export interface ConfigSurroundings {
  /** $POD_NAME */
  readonly podName: string | undefined;
  /** $POD_NAMESPACE */
  readonly podNamespace: string | undefined;
  /** $POD_IP */
  readonly podIp: string | undefined;
}

/** Namespace and audience where nobody says otherwise, as in deploy/. */
const ownName = "localredirect";

const defaultListen: ListenAddress = { kind: "tcp", host: "127.0.0.1", port: 9443 };

/** Adds the controller's flags to its command. */
export function addControllerFlags(program: Command): Command {
  const address = checked(parseListenAddress);
  program
    .addOption(
      repeatableFlag(
        "--source <source>",
        "where objects come from, the first has precedence: kubernetes, the API of $KUBECONFIG's " +
          "cluster or of the own one; files:DIR, the manifests of a folder",
        parseSource,
      ),
    )
    .addOption(
      flag("--listen <address>", "serve agents here: HOST:PORT or unix:PATH")
        .argParser(address)
        .default(defaultListen, formatListenAddress(defaultListen)),
    )
    .addOption(flag("--tls-cert <file>", "the server's certificate, in PEM"))
    .addOption(flag("--tls-key <file>", "private key of --tls-cert, in PEM"))
    .addOption(flag("--client-ca <file>", "certificates of the clients' authorities, in PEM"))
    .addOption(flag("--insecure", "no TLS; only on a loopback address or a unix socket"))
    .addOption(
      flag(
        "--agent-service-account <namespace/name>",
        "take agents by their tokens of this ServiceAccount, each as the node's that its token " +
          "names; the certificate is made by the controller where --tls-cert is not given",
      ).argParser(checked(parseServiceAccount)),
    )
    .addOption(
      flag("--token-audience <text>", `what agents' tokens are meant for (default: ${ownName})`),
    )
    .addOption(
      flag(
        "--peer-service <namespace/name>",
        "the other replicas are behind this headless Service: tell each other what nodes hold",
      ).argParser(checked(parseServiceName)),
    )
    .addOption(
      repeatableFlag(
        "--peer <address>",
        "another replica is here, where there is no such Service: HOST:PORT or unix:PATH",
        parsePeerAddress,
      ),
    )
    .addOption(
      flag("--http <address>", "serve /livez /readyz /healthz /metrics here").argParser(address),
    );
  return addLogFlags(program);
}

/**
 * Checks the flags against each other.
 *
 * @throws UsageError when they do not go together
 */
export function controllerConfig(
  flags: ControllerFlags,
  { podName, podNamespace, podIp }: ConfigSurroundings,
): ControllerConfig {
  const sources = flags.source ?? [];
  const problem = sourcesProblem(sources) ?? tokensProblem(flags, sources);
  if (problem !== undefined) {
    throw new UsageError(problem);
  }
  const transport = security(flags);
  return Object.freeze({
    sources,
    listen: flags.listen,
    security: transport,
    tokens: tokenRules(flags),
    namespace: filled(podNamespace) ?? ownName,
    podName: filled(podName),
    podIp: filled(podIp),
    peers: peers(flags, transport),
    http: flags.http,
    log: loggerOptions(flags),
  });
}

function security(flags: ControllerFlags): ServerTransport {
  const { listen, agentServiceAccount, tlsCert, tlsKey, clientCa, insecure = false } = flags;
  const decide = agentServiceAccount === undefined ? serverSecurity : tokenServerSecurity;
  const decided = decide(listen, { tlsCert, tlsKey, clientCa, insecure });
  if (!decided.ok) throw new UsageError(decided.reason);
  if (agentServiceAccount !== undefined && decided.value.kind === "plain") {
    throw new UsageError(
      `--agent-service-account needs TLS, which ${formatListenAddress(listen)} has not: without it whoever connects is believed; leave --insecure out, and listen at HOST:PORT`,
    );
  }
  return decided.value;
}

function peers(
  { peerService, peer = [] }: ControllerFlags,
  transport: ServerTransport,
): PeersConfig {
  const decided = peersConfig({ service: peerService, addresses: peer }, transport);
  if (!decided.ok) throw new UsageError(decided.reason);
  return decided.value;
}

function tokenRules({
  agentServiceAccount: serviceAccount,
  tokenAudience: audience = ownName,
}: ControllerFlags): TokenRules | undefined {
  return serviceAccount === undefined ? undefined : { serviceAccount, audience };
}

/** Kubernetes says the pod's fields by variables; a manifest that fills one with nothing forgot it. */
function filled(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}

function tokensProblem(
  { agentServiceAccount, tokenAudience }: ControllerFlags,
  sources: readonly SourceConfig[],
): string | undefined {
  if (agentServiceAccount === undefined) {
    return tokenAudience === undefined
      ? undefined
      : "--token-audience says nothing without --agent-service-account";
  }
  if (tokenAudience === "") return "--token-audience is empty";
  return sources.some(({ kind }) => kind === "kubernetes")
    ? undefined
    : "--agent-service-account needs the API server that reviews tokens: give --source kubernetes";
}

function sourcesProblem(sources: readonly SourceConfig[]): string | undefined {
  if (sources.length === 0) {
    return "There is nothing to serve from: give --source kubernetes or files:DIR";
  }
  const names = sources.map(sourceName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? undefined : `Source ${twice} is given twice`;
}
