import { frontendRules } from "./frontend-rules.ts";
import { labelSelectorRules } from "./label-selector-rules.ts";
import { namespaceRules } from "./namespace-rules.ts";
import { pairingRules } from "./pairing-rules.ts";
import { portRules } from "./port-rules.ts";
import type { Rule } from "./rule.ts";

/** All that one policy can say about itself beyond types and lengths. */
export const policyRules: readonly Rule[] = [
  ...frontendRules,
  ...portRules,
  ...pairingRules,
  ...namespaceRules,
  ...labelSelectorRules("spec.backend.endpointSelector"),
  ...labelSelectorRules("spec.config.nodeLabelSelector"),
];
