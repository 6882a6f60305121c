import Foundation
import TaskModel

/// The timezones that this machine knows, from the files of the TZ database.
package enum MachineTimeZones {
    /// The catalog of the folder in `TZDIR`, else of `/usr/share/zoneinfo`; where neither exists, that of Foundation.
    ///
    /// A name is looked up by its file alone: asking Foundation for a zone costs a short run more than everything else.
    package static var catalog: TimeZoneCatalog {
        let chosen = SystemFile.environmentVariable("TZDIR").flatMap { $0.isEmpty ? nil : $0 }
        return catalog(folder: chosen ?? "/usr/share/zoneinfo")
    }

    /// The catalog of one folder.
    package static func catalog(folder: String) -> TimeZoneCatalog {
        guard SystemFile.isFolder(folder) else {
            return TimeZoneCatalog(contains: { foundationNames().contains($0) }, all: foundationNames)
        }
        return TimeZoneCatalog(contains: { contains($0, in: folder) }, all: foundationNames)
    }

    private static func contains(_ name: String, in folder: String) -> Bool {
        let components = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard !name.utf8.contains(0), components.allSatisfy({ !["", ".", ".."].contains($0) }),
            !isCopy(components), SystemFile.file("\(folder)/\(name)", beginsWith: Array("TZif".utf8))
        else { return false }
        // Some file systems find `europe/PARIS`, but the zone would not be found on the platform.
        var parent = folder
        for component in components {
            guard SystemFile.folder(parent, hasEntry: component) else { return false }
            parent += "/\(component)"
        }
        return true
    }

    /// Whether the name belongs to the second copies of the database, or to the machine's own zone.
    private static func isCopy(_ components: [String]) -> Bool {
        switch components.first {
        case "posix", "right": components.count > 1
        case "posixrules", "localtime": true
        default: false
        }
    }

    @Sendable private static func foundationNames() -> [String] {
        let names = TimeZone.knownTimeZoneIdentifiers
        return names.contains("UTC") ? names : names + ["UTC"]
    }
}
