import Planning

/// The files of `/etc` that differ from the machine's, by name; the host engine shows the hosts file only.
package enum ContainerFiles {
    /// Names and texts for a phase, to be written into the workspace's configuration folder.
    package static func texts(for plan: RunPlan, in phase: Phase) -> [(name: String, text: String)] {
        [
            ("hosts", plan.host.hostsFile(in: phase)),
            ("hostname", plan.host.name + "\n"),
            ("timezone", plan.timezone.name(in: phase) + "\n"),
            (
                "passwd",
                "root:x:0:0:root:/root:/usr/sbin/nologin\n"
                    + "web:x:10000:10000:web:/app:\(plan.shell.path)\n"
                    + "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n"
            ),
            ("group", "root:x:0:\nweb:x:10000:\nnogroup:x:65534:\n"),
        ]
    }
}
