import type { AddressFilter } from "../address-filter.ts";
import { encodeBackend, encodeEndpoint } from "../encode/endpoint.ts";
import { encodeFrontendKey } from "../encode/frontend-key.ts";
import { encodeMemberKey } from "../encode/member-key.ts";
import { encodeNumber } from "../encode/number.ts";
import { encodeRedirect } from "../encode/redirect.ts";
import { encodeResume } from "../encode/resume.ts";
import { countersLayout } from "../generated/layout.ts";
import type { TableMaps } from "../table-maps.ts";
import type { Operation } from "./operation.ts";

const memberValue = new Uint8Array([1]);

type Performers = {
  readonly [Kind in Operation["kind"]]: (
    operation: Extract<Operation, { readonly kind: Kind }>,
  ) => void;
};

/** Carries out operations on maps; each throws what the map throws. */
export function performerOf(
  maps: TableMaps,
  filter: AddressFilter,
): (operation: Operation) => void {
  const zeros = Array.from({ length: maps.cpus }, () => new Uint8Array(countersLayout.size));
  const performers: Performers = {
    "intern-endpoint": ({ endpoint: { place, destination } }) => {
      maps.endpoints.set(encodeNumber(place), encodeEndpoint(destination));
      filter.add(destination);
    },
    "free-endpoint": ({ endpoint: { place, destination } }) => {
      maps.endpoints.set(encodeNumber(place), encodeEndpoint(undefined));
      filter.remove(destination);
    },
    "zero-counters": ({ place }) => {
      maps.counters.setPerCpu(encodeNumber(place), zeros);
    },
    "write-member": ({ member }) => {
      maps.members.set(encodeMemberKey(member), memberValue);
    },
    "delete-member": ({ member }) => {
      maps.members.delete(encodeMemberKey(member));
    },
    "write-backend": ({ place, backend }) => {
      maps.backendLists.set(encodeNumber(place), encodeBackend(backend));
    },
    "write-redirect": ({ slot, redirect }) => {
      maps.redirects.set(encodeNumber(slot), encodeRedirect(redirect));
    },
    "write-resume": ({ frontend, resume }) => {
      maps.resume.set(encodeFrontendKey(frontend), encodeResume(resume));
    },
    "forget-resume": ({ frontend }) => {
      maps.resume.delete(encodeFrontendKey(frontend));
    },
    publish: ({ frontend, slot }) => {
      maps.frontends.set(encodeFrontendKey(frontend), encodeNumber(slot));
    },
    withdraw: ({ frontend }) => {
      maps.frontends.delete(encodeFrontendKey(frontend));
    },
  };
  return (operation) => {
    // The kinds agree, which the compiler does not see through a union.
    performers[operation.kind](operation as never);
  };
}
