import Documents
import TaskModel

extension RunPlan {
    /// What stands for a value that must not be shown.
    package static let mask = "********"

    /// The plan as `taskbox plan --json` prints it and the record keeps it; stable, see README.md.
    ///
    /// Values of secret variables are masked; secrets inside scripts are the business of whoever writes the text out.
    package var json: JSONValue {
        [
            "run": .string(site.runID),
            "task": .string(definition.name.description),
            "definition": .string(definitionSource),
            "repository": .string(site.repository),
            "source_root": .string(definition.source.description),
            "engine": [
                "name": .string(engine.name), "reason": .string(engine.reason), "network": .string(network.rawValue),
            ],
            "shell": ["path": .string(shell.path), "is_dash": .bool(shell.isDash)],
            "app_dir": .string(appFolder),
            "workspace": .string(site.workspace.root),
            "keep_workspace": .bool(keepsWorkspace),
            "hostname": .string(host.name),
            "hosts_file": ["path": .string(host.hostsFilePath), "text": .string(host.hostsFile)],
            "timezone": .string(timezone.name),
            "runtime": runtime.json,
            "relationships": .array(relationships.map(\.json)),
            "resources": resources.json,
            "auth_proxy": .optional(authorizationProxy?.rawValue),
            "mounts": .array(mounts.map(\.json)),
            "grace": .seconds(grace),
            "on_deploy_failure": .string(deployFailure.rawValue),
            "build": [
                "configuration": .string(build.digest), "reuse": .string(buildReuse.rawValue),
            ],
            "phases": .array(phases.map(\.json)),
            "notes": .array(notes.map(\.json)),
        ]
    }
}

extension JSONValue {
    /// A duration in seconds: whole where it is whole.
    package static func seconds(_ duration: Duration) -> JSONValue {
        let (seconds, attoseconds) = duration.components
        return attoseconds == 0 ? .integer(Int(seconds)) : .float(Double(seconds) + Double(attoseconds) / 1e18)
    }
}

extension ResourcePlan {
    fileprivate var json: JSONValue {
        [
            "cpu": .float(Double(size.thousandths) / 1000), "size_origin": .string(sizeOrigin.rawValue),
            "profile": .string(profile), "profile_origin": .string(profileOrigin.rawValue),
            "memory": memory.map { .integer($0 * ResourcePlan.megabyte) } ?? .null,
            "limits": means.map { .string($0.name) } ?? .null,
        ]
    }
}

extension LimitMeans {
    fileprivate var name: String {
        switch self {
        case .systemdScope: "systemd"
        case .controlGroups(let place): "cgroup\(place.version.rawValue)"
        case .processLimits: "process"
        }
    }
}

extension MountPlan {
    fileprivate var json: JSONValue {
        [
            "path": .string(taskPath), "source": .string(mount.source.word), "service": .optional(mount.source.owner),
            "source_path": .string(mount.sourcePath.description), "real_path": .string(realPath),
            "lasting": .bool(mount.source.isLasting),
        ]
    }
}

extension PhasePlan {
    fileprivate var json: JSONValue {
        let script: JSONValue
        let skipped: JSONValue
        switch action {
        case .execute(let text): (script, skipped) = (.string(text.text), nil)
        case .skip(let reason): (script, skipped) = (nil, .string(reason))
        }
        return [
            "phase": .string(phase.rawValue), "dependencies": .array(dependencies.map(\.json)), "script": script,
            "skipped": skipped,
            "timeout": limit.map { JSONValue.seconds($0) } ?? nil, "working_folder": .string(workingFolder),
            "sources_environment_file": .bool(sourcesEnvironmentFile), "app_writable": .bool(isAppWritable),
            "mounts": .bool(hasMounts), "environment": .array(environment.map(\.json)),
        ]
    }
}

extension DependencyInstallation {
    fileprivate var json: JSONValue {
        [
            "language": .string(language), "manager": .string(manager.rawValue),
            "packages": .object(packages.map { .init($0.name, .string($0.version)) }), "script": .string(script.text),
        ]
    }
}

extension EnvironmentVariable {
    fileprivate var json: JSONValue {
        let text: JSONValue
        switch value {
        case .text(let value): text = .string(isSecret ? RunPlan.mask : value)
        case .treeID: text = nil
        }
        return [
            "name": .string(name), "value": text, "secret": .bool(isSecret), "origin": .string(origin.description),
            "overrides": .array(overridden.map { .string($0.origin.description) }),
        ]
    }
}

extension PlanNote {
    fileprivate var json: JSONValue {
        ["kind": .string(kind.rawValue), "subject": .string(subject), "message": .string(message)]
    }
}
