// One program that is any of Kubernetes' programs, by the name it is called by: they share most of
// their code, so one link does what six would do.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	_ "time/tzdata" // A CronJob may name a time zone that the machine has no file of.

	_ "k8s.io/client-go/plugin/pkg/client/auth" // kubectl: how a kubeconfig may authenticate.
	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/logs/json/register"          // The flag --logging-format=json.
	_ "k8s.io/component-base/metrics/prometheus/clientgo" // What /metrics says of the client.
	_ "k8s.io/component-base/metrics/prometheus/version"  // What /metrics says of the version.
	kubectl "k8s.io/kubectl/pkg/cmd"
	kubectlutil "k8s.io/kubectl/pkg/cmd/util"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	proxy "k8s.io/kubernetes/cmd/kube-proxy/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app"
)

var programs = map[string]func() int{
	"kube-apiserver":          func() int { return cli.Run(apiserver.NewAPIServerCommand()) },
	"kube-controller-manager": func() int { return cli.Run(controllermanager.NewControllerManagerCommand()) },
	"kube-scheduler":          func() int { return cli.Run(scheduler.NewSchedulerCommand()) },
	"kube-proxy":              func() int { return cli.Run(proxy.NewProxyCommand()) },
	"kubelet":                 func() int { return cli.Run(kubelet.NewKubeletCommand(context.Background())) },
	"kubectl":                 runKubectl,
}

func main() {
	name := filepath.Base(os.Args[0])
	run, known := programs[name]
	if !known {
		fmt.Fprintf(os.Stderr, "Called as %q: link or rename it to one of the programs that it holds\n", name)
		os.Exit(2)
	}
	os.Exit(run())
}

// runKubectl lets kubectl word its own errors; CheckErr ends the process.
func runKubectl() int {
	if err := cli.RunNoErrOutput(kubectl.NewDefaultKubectlCommand()); err != nil {
		kubectlutil.CheckErr(err)
	}
	return 0
}
