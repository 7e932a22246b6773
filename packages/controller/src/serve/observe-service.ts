import { status } from "@grpc/grpc-js";
import type { handleUnaryCall } from "@grpc/grpc-js";
import { compareFrontends } from "@localredirect/types";
import type {
  GetTableRequest,
  GetTableResponse,
  ListNodesRequest,
  ListNodesResponse,
  ListPoliciesRequest,
  ListPoliciesResponse,
} from "@localredirect/types";

import type { NodeProgressBoard, NodeTables } from "../node-tables.ts";
import type { PolicyStatusBoard } from "../policy-status-board.ts";
import { isObserver, observerUri } from "./agent-identity.ts";
import type { IdentifyCall } from "./call-identity.ts";
import { nodeStatus } from "./node-status.ts";

/** What observers are shown. */
export interface ObserveServiceOptions {
  readonly tables: NodeTables;
  readonly board: NodeProgressBoard;
  readonly policies: PolicyStatusBoard;
  readonly identify: IdentifyCall;
}

/** The methods of ObserveService as grpc-js calls them. */
export interface ObserveService {
  readonly listNodes: handleUnaryCall<ListNodesRequest, ListNodesResponse>;
  readonly getTable: handleUnaryCall<GetTableRequest, GetTableResponse>;
  readonly listPolicies: handleUnaryCall<ListPoliciesRequest, ListPoliciesResponse>;
}

/** A call cannot be answered; grpc-js takes the code and the details. */
class RefusedCall extends Error {
  override readonly name = "RefusedCall";
  readonly code: status;
  readonly details: string;

  constructor(code: status, details: string) {
    super(details);
    this.code = code;
    this.details = details;
  }
}

/** ObserveService: what the control plane knows, for those who may look on. */
export function createObserveService(options: ObserveServiceOptions): ObserveService {
  const { tables, board, policies } = options;
  return {
    listNodes: answering(options, () => {
      const names = [...new Set([...tables.nodes, ...board.progress.keys()])].sort();
      const now = Date.now();
      return {
        nodes: names.map((name) =>
          nodeStatus(name, tables.table(name), board.progress.get(name), now),
        ),
      };
    }),
    getTable: answering(options, ({ node }: GetTableRequest) => {
      if (!tables.nodes.has(node) && !board.progress.has(node)) {
        throw new RefusedCall(
          status.NOT_FOUND,
          `Node '${node}' is known neither to the sources nor by an agent`,
        );
      }
      const { digest, redirects } = tables.table(node);
      const sorted = Array.from(redirects.values(), ({ redirect }) => redirect).sort((one, other) =>
        compareFrontends(one.frontend, other.frontend),
      );
      return { node, digest, redirects: sorted };
    }),
    listPolicies: answering(options, () => ({ policies: policies.policies() })),
  };
}

function answering<Request, Response>(
  options: ObserveServiceOptions,
  answer: (request: Request) => Response,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    if (!isObserver(options.identify(call))) {
      const details = `The client certificate lacks the URI name ${observerUri}`;
      callback({ code: status.PERMISSION_DENIED, details });
      return;
    }
    try {
      callback(null, answer(call.request));
    } catch (error) {
      if (!(error instanceof RefusedCall)) {
        throw error;
      }
      callback(error);
    }
  };
}
