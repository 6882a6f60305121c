import Planning
import ProcessSupport

/// The addresses of the hosts that a user names, because a hosts file can not hold names.
package enum HostAddresses {
    /// By host; those that have none are left out.
    ///
    /// Asks the system's resolver, which may take its time for each name.
    package static func of(_ bindings: [RelationshipBinding]) -> [String: String] {
        var addresses: [String: String] = [:]
        for host in Set(bindings.flatMap(\.hosts)) { addresses[host] = NetworkAddress.resolve(host) }
        return addresses
    }
}
