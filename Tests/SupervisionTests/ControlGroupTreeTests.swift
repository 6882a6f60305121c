import Planning
import Supervision
import Testing

/// Where groups can be made, from what the kernel says.
@Suite struct ControlGroupTreeTests {
    private static let unified = "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate"

    @Test func oneHierarchy() {
        let tree = ControlGroupTree(groups: "0::/user.slice/a.scope\n", mounts: Self.unified)
        #expect(
            tree.candidates.map(\.memory) == [
                "/sys/fs/cgroup/user.slice/a.scope", "/sys/fs/cgroup/user.slice", "/sys/fs/cgroup",
            ])
        #expect(tree.candidates.allSatisfy { $0.version == .two && $0.processor == $0.memory })
    }

    @Test func aContainerThatSeesItsOwnGroupAsTheRoot() {
        let tree = ControlGroupTree(groups: "0::/\n", mounts: Self.unified)
        #expect(tree.candidates == [.init(version: .two, memory: "/sys/fs/cgroup", processor: "/sys/fs/cgroup")])
    }

    @Test func aMountOfAPart() {
        let tree = ControlGroupTree(
            groups: "0::/docker/abc/x\n", mounts: "30 23 0:26 /docker/abc /sys/fs/cgroup ro - cgroup2 cgroup2 rw")
        #expect(tree.candidates.map(\.memory) == ["/sys/fs/cgroup/x", "/sys/fs/cgroup"])
        let outside = ControlGroupTree(
            groups: "0::/elsewhere\n", mounts: "30 23 0:26 /docker/abc /sys/fs/cgroup ro - cgroup2 cgroup2 rw")
        #expect(outside.candidates.map(\.memory) == ["/sys/fs/cgroup"])
    }

    @Test func theFirstVersion() {
        let tree = ControlGroupTree(
            groups: "5:cpu,cpuacct:/c\n4:memory:/m\n1:name=systemd:/s\n",
            mounts: """
                31 23 0:28 / /sys/fs/cgroup ro - tmpfs tmpfs ro
                32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
                35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
                36 31 0:33 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,name=systemd
                """)
        #expect(
            tree.candidates == [
                .init(version: .one, memory: "/sys/fs/cgroup/memory/m", processor: "/sys/fs/cgroup/cpu,cpuacct/c"),
                .init(version: .one, memory: "/sys/fs/cgroup/memory/m", processor: nil),
            ])
    }

    @Test func memoryAlone() {
        let tree = ControlGroupTree(
            groups: "4:memory:/\n", mounts: "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory")
        #expect(tree.candidates == [.init(version: .one, memory: "/sys/fs/cgroup/memory", processor: nil)])
    }

    @Test(arguments: [("", ""), ("garbage\n::\n", "short line - x"), ("4:memory:/", ""), ("", Self.unified)])
    func nothing(_ groups: String, _ mounts: String) {
        #expect(ControlGroupTree(groups: groups, mounts: mounts).candidates.isEmpty)
    }
}
