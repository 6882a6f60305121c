import Engines
import Planning
import Testing

@Suite struct BubblewrapProbeTests {
    func reason(_ output: String, apparmor: Int? = nil, clone: Int? = nil, most: Int? = 1000) -> String {
        let settings = BubblewrapProbe.KernelSettings(
            apparmorRestriction: apparmor, unprivilegedClone: clone, mostNamespaces: most)
        guard case .unusable(let reason, _) = BubblewrapProbe.failure(output: output, settings: settings) else {
            return "usable"
        }
        return reason
    }

    @Test func appArmorOfUbuntuIsRecognised() {
        let output = "bwrap: setting up uid map: Permission denied\n"
        #expect(
            reason(output, apparmor: 1)
                == "AppArmor forbids bwrap to make user namespaces (Ubuntu 23.10 and later; bwrap said: bwrap: setting up "
                + "uid map: Permission denied)")
        #expect(reason(output).hasPrefix("bwrap can not make a sandbox here"))
    }

    @Test func kernelSettingsAreNamed() {
        #expect(
            reason("bwrap: No permissions to create new namespace", clone: 0)
                == "the kernel forbids user namespaces to ordinary users (kernel.unprivileged_userns_clone is 0)")
        #expect(reason("x", most: 0) == "this machine allows no user namespaces (user.max_user_namespaces is 0)")
        #expect(
            reason("bwrap: Can't mount proc on /newroot/proc: Operation not permitted")
                .hasPrefix("this container does not allow a /proc of its own"))
    }
}
