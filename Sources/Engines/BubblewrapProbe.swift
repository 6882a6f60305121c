import Planning

/// Finds out whether bubblewrap works here: what to try, and what a failure means in words.
package enum BubblewrapProbe {
    /// Arguments that need every privilege a run needs, and do nothing.
    package static let arguments = [
        "--unshare-user", "--uid", "10000", "--gid", "10000", "--unshare-pid", "--as-pid-1", "--unshare-ipc",
        "--unshare-uts", "--hostname", "probe", "--die-with-parent", "--new-session", "--ro-bind", "/", "/",
        "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--", "/bin/true",
    ]

    /// The kernel's settings that forbid user namespaces; `nil` where the kernel has no such setting.
    package struct KernelSettings: Sendable, Equatable {
        /// `/proc/sys/kernel/apparmor_restrict_unprivileged_userns` (Ubuntu 23.10 and later).
        package var apparmorRestriction: Int?
        /// `/proc/sys/kernel/unprivileged_userns_clone` (Debian).
        package var unprivilegedClone: Int?
        /// `/proc/sys/user/max_user_namespaces`.
        package var mostNamespaces: Int?

        package init(apparmorRestriction: Int?, unprivilegedClone: Int?, mostNamespaces: Int?) {
            self.apparmorRestriction = apparmorRestriction
            self.unprivilegedClone = unprivilegedClone
            self.mostNamespaces = mostNamespaces
        }
    }

    package static let notInstalled = BubblewrapFact.unusable(
        reason: "bubblewrap (bwrap) is not installed",
        remedy: "install the package bubblewrap (apt, dnf, pacman, apk: all call it so)"
    )

    /// What a failed probe means, from what bubblewrap printed and what the kernel is set to.
    package static func failure(output: String, settings: KernelSettings) -> BubblewrapFact {
        let said = output.split(whereSeparator: \.isNewline).last.map(String.init) ?? "no message"
        if settings.mostNamespaces == 0 {
            return .unusable(
                reason: "this machine allows no user namespaces (user.max_user_namespaces is 0)",
                remedy: "sudo sysctl user.max_user_namespaces=15000")
        }
        if settings.unprivilegedClone == 0 {
            return .unusable(
                reason: "the kernel forbids user namespaces to ordinary users (kernel.unprivileged_userns_clone is 0)",
                remedy: "sudo sysctl kernel.unprivileged_userns_clone=1")
        }
        if settings.apparmorRestriction == 1, said.contains("ermission denied") || said.contains("not permitted") {
            return .unusable(
                reason: "AppArmor forbids bwrap to make user namespaces (Ubuntu 23.10 and later; bwrap said: \(said))",
                remedy: "allow it for bwrap alone: write \"abi <abi/4.0>, include <tunables/global> profile bwrap "
                    + "/usr/bin/bwrap flags=(unconfined) { userns, }\" to /etc/apparmor.d/bwrap and run sudo "
                    + "apparmor_parser -r /etc/apparmor.d/bwrap")
        }
        if said.contains("mount proc") {
            return .unusable(
                reason: "this container does not allow a /proc of its own (bwrap said: \(said))",
                remedy: "start the container with --security-opt systempaths=unconfined, or use --engine host")
        }
        return .unusable(
            reason: "bwrap can not make a sandbox here (it said: \(said))",
            remedy: "in a container, start it with --security-opt seccomp=unconfined; elsewhere see "
                + "https://github.com/containers/bubblewrap")
    }
}
