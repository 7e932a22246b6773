import {
  addLogFlags,
  bad,
  checked,
  flag,
  formatListenAddress,
  good,
  loggerOptions,
  parseListenAddress,
  repeatableFlag,
  serverSecurity,
  UsageError,
} from "@localredirect/process";
import type {
  Command,
  ListenAddress,
  LogFlags,
  LoggerOptions,
  Result,
  ServerSecurityFlags,
  TransportSecurity,
} from "@localredirect/process";

/** A place that objects come from. */
export type SourceConfig =
  /** The API of the cluster that $KUBECONFIG names, or in which the controller runs. */
  | { readonly kind: "kubernetes" }
  /** The manifests of a folder. */
  | { readonly kind: "files"; readonly folder: string };

/** What a controller is told when it starts: checked, complete, frozen. */
export interface ControllerConfig {
  /** At least one, in the order of precedence. */
  readonly sources: readonly SourceConfig[];
  readonly listen: ListenAddress;
  readonly security: TransportSecurity;
  /** Undefined: no health checks and metrics by HTTP. */
  readonly http: ListenAddress | undefined;
  readonly log: LoggerOptions;
}

/** What commander makes of the flags that addControllerFlags adds. */
export interface ControllerFlags extends LogFlags, Omit<ServerSecurityFlags, "insecure"> {
  readonly source?: readonly SourceConfig[];
  readonly listen: ListenAddress;
  readonly insecure?: boolean;
  readonly http?: ListenAddress;
}

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
      flag("--http <address>", "serve /livez /readyz /healthz /metrics here").argParser(address),
    );
  return addLogFlags(program);
}

/**
 * Checks the flags against each other.
 *
 * @throws UsageError when they do not go together
 */
export function controllerConfig(flags: ControllerFlags): ControllerConfig {
  const sources = flags.source ?? [];
  const problem = sourcesProblem(sources);
  if (problem !== undefined) {
    throw new UsageError(problem);
  }
  const { tlsCert, tlsKey, clientCa, insecure = false } = flags;
  const security = serverSecurity(flags.listen, { tlsCert, tlsKey, clientCa, insecure });
  if (!security.ok) {
    throw new UsageError(security.reason);
  }
  return Object.freeze({
    sources,
    listen: flags.listen,
    security: security.value,
    http: flags.http,
    log: loggerOptions(flags),
  });
}

/** Reads a value of --source. */
export function parseSource(text: string): Result<SourceConfig> {
  if (text === "kubernetes") return good({ kind: "kubernetes" });
  const folder = text.startsWith("files:") ? text.slice("files:".length) : "";
  return folder === ""
    ? bad(`Source '${text}' is neither kubernetes nor files:DIR`)
    : good({ kind: "files", folder });
}

function sourcesProblem(sources: readonly SourceConfig[]): string | undefined {
  if (sources.length === 0) {
    return "There is nothing to serve from: give --source kubernetes or files:DIR";
  }
  const names = sources.map(sourceName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? undefined : `Source ${twice} is given twice`;
}

function sourceName(source: SourceConfig): string {
  return source.kind === "files" ? `files:${source.folder}` : source.kind;
}
