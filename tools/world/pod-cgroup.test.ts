import { describe, expect, it } from "vitest";

import { containerCgroup } from "./pod-cgroup.ts";

const uid = "6f1c0c9e-7a51-4b0e-9a5f-3d7a4f0c2b11";

describe("containerCgroup", () => {
  it("names folders as the driver cgroupfs does", () => {
    expect(containerCgroup("/c/node", "cgroupfs", uid, "abc")).toEqual({
      pod: `/c/node/kubepods/burstable/pod${uid}`,
      container: `/c/node/kubepods/burstable/pod${uid}/abc`,
    });
  });

  it("names slices as the driver systemd does", () => {
    const slice = "kubepods-burstable-pod6f1c0c9e_7a51_4b0e_9a5f_3d7a4f0c2b11.slice";
    expect(containerCgroup("/c/node", "systemd", uid, "abc")).toEqual({
      pod: `/c/node/kubepods.slice/kubepods-burstable.slice/${slice}`,
      container: `/c/node/kubepods.slice/kubepods-burstable.slice/${slice}/cri-containerd-abc.scope`,
    });
  });
});
