/// How the version of a runtime is told: by names of files and folders, by files beside a program, or by the program.
extension Runtime {
    /// What makes the program say its version.
    package var versionArguments: [String] {
        switch self {
        case .golang: ["version"]
        case .java: ["-version"]
        case .dotnet, .elixir, .nodejs, .php, .python, .ruby, .rust: ["--version"]
        }
    }

    /// Reads what the program said, on both outputs; lines before the one that tells the version are passed over.
    package func version(inOutput text: String) -> RuntimeVersion? {
        for line in text.split(whereSeparator: \.isNewline) {
            var rest = line.drop { $0 == " " }
            if !mark.isEmpty {
                guard let place = rest.firstRange(of: mark) else { continue }
                rest = rest[place.upperBound...]
            }
            if let version = version(rest.prefix { !$0.isWhitespace && $0 != "\"" }) { return version }
        }
        return nil
    }

    /// What stands before the version in the words of the program.
    private var mark: String {
        switch self {
        case .dotnet: ""
        case .elixir: "Elixir "
        case .golang: "go version go"
        case .java: "version \""
        case .nodejs: "v"
        case .php: "PHP "
        case .python: "Python "
        case .ruby: "ruby "
        case .rust: "rustc "
        }
    }

    /// Reads a version that the runtime's own people wrote: until version 8, Java called itself 1.8.
    func version(_ text: some StringProtocol) -> RuntimeVersion? {
        guard let version = RuntimeVersion(text) else { return nil }
        guard self == .java, version.numbers.first == 1, version.numbers.count > 1 else { return version }
        return RuntimeVersion(numbers: Array(version.numbers.dropFirst()), prerelease: version.prerelease)
    }

    /// The version that a definition asks for; `nil` for one that no installation can be compared with.
    package func wantedVersion(_ text: String) -> RuntimeVersion? {
        let isComparable = text.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
        return isComparable ? version(text) : nil
    }

    /// What `PATH` may hold beside the plain name: `python3.14`, `php8.3`, `php83`, `node22`, `node-22`, `ruby3.3`.
    ///
    /// The others have no such names, or, as `go1.22`, they are programs that look for the real one in a home.
    private var versionedStems: [String] {
        switch self {
        case .nodejs: ["nodejs", "node"]
        case .php: ["php"]
        case .python: ["python"]
        case .ruby: ["ruby"]
        case .dotnet, .elixir, .golang, .java, .rust: []
        }
    }

    /// The beginnings of all names that the runtime's main program may have on `PATH`.
    package var programPrefixes: [String] { versionedStems.isEmpty ? mainNames : versionedStems }

    /// The version that the name of a program tells, and what follows the stem in it; `nil` for a plain name and for that
    /// of another program, such as `python3-config`.
    package func versionedName(_ name: String) -> (version: RuntimeVersion, suffix: String)? {
        guard !mainNames.contains(name) else { return nil }
        for stem in versionedStems where name.hasPrefix(stem) {
            let suffix = name.dropFirst(stem.count)
            let digits = suffix.first == "-" ? suffix.dropFirst() : suffix
            let isVersion = digits.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") } && digits.last != "."
            guard isVersion, let version = RuntimeVersion(digits) else { continue }
            return (separated(version), String(suffix))
        }
        return nil
    }

    /// `83` is 8.3 where a runtime's versions have a small first number; `22` is 22 for Node.js.
    private func separated(_ version: RuntimeVersion) -> RuntimeVersion {
        guard self != .nodejs, version.numbers.count == 1, version.numbers[0] >= 10 else { return version }
        let digits = "\(version.numbers[0])"
        return RuntimeVersion("\(digits.prefix(1)).\(digits.dropFirst())") ?? version
    }

    /// The version that a folder is named after, where what stands before it is one of `prefixes`.
    package func version(ofFolder name: String, after prefixes: [String]) -> RuntimeVersion? {
        for prefix in prefixes where name.hasPrefix(prefix) {
            if let version = version(name.dropFirst(prefix.count)) { return separatedFolder(version) }
        }
        return nil
    }

    private func separatedFolder(_ version: RuntimeVersion) -> RuntimeVersion {
        self == .php ? separated(version) : version
    }

    /// The first version that stands anywhere in the name of a folder: `temurin-21-jdk-amd64`.
    package func version(anywhereIn name: String) -> RuntimeVersion? {
        version(name.drop { !$0.isASCII || !$0.isNumber })
    }

    /// The file of an installation, below its root, that tells the version, and what stands before it there.
    package var versionFile: (name: String, mark: String)? {
        switch self {
        case .golang: ("VERSION", "go")
        case .java: ("release", "JAVA_VERSION=\"")
        case .dotnet, .elixir, .nodejs, .php, .python, .ruby, .rust: nil
        }
    }

    /// Reads such a file.
    package func version(inFile text: String) -> RuntimeVersion? {
        guard let versionFile else { return nil }
        return text.split(whereSeparator: \.isNewline).lazy.compactMap { line in
            line.hasPrefix(versionFile.mark) ? version(line.dropFirst(versionFile.mark.count)) : nil
        }.first
    }
}
