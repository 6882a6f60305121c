import Foundation
import ProcessSupport

/// How a stored slug looks, without a walk through it: identity and last change of its folder and of what is directly in it.
///
/// Whoever removes, adds or exchanges something there changes it, also who began to remove all of it and got stuck. Files
/// further down are not looked at, as that would take as long as a copy: no task in a sandbox can reach them, but one of the
/// host engine can do to them what its user can.
enum SlugSignature {
    /// `nil` where the folder is missing or can not be listed.
    static func of(_ app: String) -> String? {
        let descriptor = open(app, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard case .success(let root) = FileFacts.of(descriptor: descriptor),
            // What can not be listed is no slug that could be used.
            let listing = try? FolderListing(folder: descriptor)
        else { return nil }
        // The order of a listing is not the same after the machine's next start, so the entries are added up.
        var sum: UInt64 = 0
        var count = 0
        while let item = listing.next() {
            guard case .success(let facts) = FileFacts.at(descriptor, item.name) else { return nil }
            sum = sum &+ hash(facts, name: item.bytes)
            count += 1
        }
        return "\(count)-\(root.inode)-\(root.changed)-\(String(sum, radix: 16))"
    }

    /// The start of the machine; what was stored shortly before it went down may never have reached the disk.
    static var boot: String {
        PlainFile.text(of: "/proc/sys/kernel/random/boot_id").map { String($0.prefix { !$0.isNewline }) } ?? ""
    }

    private static func hash(_ facts: FileFacts, name: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        name.forEach(add)
        for number in [facts.inode, UInt64(bitPattern: facts.changed), UInt64(facts.permissions)] {
            for shift in stride(from: 0, to: 64, by: 8) { add(UInt8(truncatingIfNeeded: number >> UInt64(shift))) }
        }
        return hash
    }
}
