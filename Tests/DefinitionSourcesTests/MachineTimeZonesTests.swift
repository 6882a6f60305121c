import DefinitionSources
import Foundation
import TaskModel
import Testing

struct MachineTimeZonesTests {
    /// A small database: the content of a zone does not matter here.
    private func database() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        let names = [
            "UTC", "Europe/Paris", "America/Argentina/Ushuaia", "posixrules", "localtime", "posix/UTC",
            "right/Europe/Paris",
        ]
        for name in names { _ = try folder.file("zoneinfo/\(name)", "TZif2") }
        _ = try folder.file("zoneinfo/zone.tab", "# no zone")
        _ = try folder.file("zoneinfo/Short", "TZ")
        _ = try folder.file("outside", "TZif2")
        return folder
    }

    @Test(arguments: [
        ("UTC", true), ("Europe/Paris", true), ("America/Argentina/Ushuaia", true), ("europe/paris", false),
        ("utc", false),
        ("Europe/Pariss", false), ("Europe", false), ("", false), ("/UTC", false), ("UTC/", false),
        ("Europe//Paris", false),
        ("./UTC", false), ("Europe/../UTC", false), ("../outside", false), ("UTC\0", false), ("UTC\0x", false),
        ("posixrules", false), ("localtime", false), ("posix/UTC", false), ("right/Europe/Paris", false),
        ("zone.tab", false), ("Short", false),
    ])
    func knowsTheZonesOfAFolder(name: String, expected: Bool) throws {
        let folder = try database()
        #expect(MachineTimeZones.catalog(folder: "\(folder.path)/zoneinfo").contains(name) == expected)
    }

    @Test func asksFoundationWhereThereIsNoDatabase() {
        let catalog = MachineTimeZones.catalog(folder: "/nowhere/zoneinfo")
        #expect(catalog.contains("UTC"))
        #expect(catalog.contains("Europe/Paris"))
        #expect(!catalog.contains("Europe/Pariss"))
        #expect(catalog.all().contains("Asia/Tokyo"))
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/share/zoneinfo/Europe/Paris")))
    func knowsTheZonesOfThisMachine() {
        let catalog = MachineTimeZones.catalog(folder: "/usr/share/zoneinfo")
        #expect(catalog.contains("Europe/Paris"))
        #expect(!catalog.contains("tzdata.zi"))
        #expect(catalog.all().contains("Europe/Paris"))
        #expect(catalog.all().contains("UTC"))
    }
}
