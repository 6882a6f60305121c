import Planning

/// Where this process stands in the kernel's hierarchies of control groups, read from what the kernel says of it.
///
/// Pure: texts in, places out.
package struct ControlGroupTree: Sendable, Equatable {
    /// Places to try, the best first.
    package let candidates: [LimitMeans.ControlGroupPlace]

    /// `groups` is the text of `/proc/self/cgroup`, `mounts` that of `/proc/self/mountinfo`.
    package init(groups: String, mounts: String) {
        let mounts = mounts.split(separator: "\n").compactMap { Mount(String($0)) }
        let groups = groups.split(separator: "\n").map {
            $0.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        }.filter { $0.count == 3 }
        var candidates: [LimitMeans.ControlGroupPlace] = []
        // In the second version only a group without processes passes controllers on, so that a group beside our own, or
        // beside one of those above it, is what may work.
        if let own = groups.first(where: { $0[0] == "0" }), let mount = mounts.first(where: { $0.type == "cgroup2" }) {
            var folder = mount.folder(of: own[2])
            while folder.count >= mount.point.count, folder.hasPrefix(mount.point) {
                candidates.append(.init(version: .two, memory: folder, processor: folder))
                guard folder != mount.point, let slash = folder.lastIndex(of: "/") else { break }
                folder = String(folder[..<slash])
            }
        }
        func folder(of controller: String) -> String? {
            guard let own = groups.first(where: { $0[1].split(separator: ",").contains(Substring(controller)) }),
                let mount = mounts.first(where: { $0.type == "cgroup" && $0.options.contains(controller) })
            else { return nil }
            return mount.folder(of: own[2])
        }
        if let memory = folder(of: "memory") {
            let processor = folder(of: "cpu")
            candidates.append(.init(version: .one, memory: memory, processor: processor))
            if processor != nil { candidates.append(.init(version: .one, memory: memory, processor: nil)) }
        }
        self.candidates = candidates
    }

    /// A line of `mountinfo`.
    private struct Mount {
        /// What of the file system is mounted.
        let root: String
        let point: String
        let type: String
        let options: Set<String>

        init?(_ line: String) {
            let words = line.split(separator: " ").map(String.init)
            guard words.count > 8, let dash = words.firstIndex(of: "-"), dash + 3 < words.count else { return nil }
            root = words[3]
            point = words[4]
            type = words[dash + 1]
            options = Set(words[dash + 3].split(separator: ",").map(String.init))
        }

        /// Where a group is, as far as the mount shows it.
        func folder(of group: String) -> String {
            let rest =
                if root != "/", group == root || group.hasPrefix(root + "/") {
                    String(group.dropFirst(root.count))
                } else if root == "/" {
                    group
                } else {
                    // A group outside of what is mounted, as in a container: its own root is what there is.
                    ""
                }
            return rest.isEmpty || rest == "/" ? point : point + rest
        }
    }
}
