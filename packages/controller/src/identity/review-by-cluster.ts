import { ApiError } from "../kubernetes-api/api-connection.ts";
import type { ConnectToCluster } from "../kubernetes-api/connect-to-cluster.ts";
import { readTokenReview, tokenReviewRequest } from "./token-review.ts";
import type { ReviewToken } from "./token-verifier.ts";

const path = "/apis/authentication.k8s.io/v1/tokenreviews";

/** Has tokens reviewed by the cluster's API server, which may be connected to at the first one. */
export function reviewByCluster(connect: ConnectToCluster, audience: string): ReviewToken {
  return async (token, signal) => {
    const api = await connect();
    const body = tokenReviewRequest(token, audience);
    const answer = await api.send({ method: "POST", path, body }, signal);
    const review = readTokenReview(JSON.parse(answer));
    if (review === undefined) {
      throw new ApiError("malformed", "The API server answered a TokenReview with something else");
    }
    return review;
  };
}
