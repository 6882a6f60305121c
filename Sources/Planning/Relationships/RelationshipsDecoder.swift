import Documents

/// Reads what a file or a variable says of where relationships lead.
///
/// A map of names; a value is an address as text, one endpoint as a map, or endpoints as a list of maps, in the form of
/// `PLATFORM_RELATIONSHIPS` (contract 4.5).
package enum RelationshipsDecoder {
    /// The bindings, and every problem with its place.
    package static func decode(_ node: Node, from source: String) -> ([RelationshipBinding], [Diagnostic]) {
        guard case .mapping(let entries) = node.content else {
            let problem = Diagnostic(
                .error, at: node.location, "the relationships are not a map of names",
                hint: "write NAME: SCHEME://USER:PASSWORD@HOST:PORT/PATH, a line for each")
            return ([], [problem])
        }
        var bindings: [RelationshipBinding] = []
        var problems: [Diagnostic] = []
        for entry in entries {
            do throws(Problem) {
                let origin = entry.value.location.line > 0 ? "\(source) (\(entry.value.location))" : source
                bindings.append(
                    RelationshipBinding(name: entry.key.keyText, target: try target(entry.value), origin: origin))
            } catch {
                problems.append(
                    Diagnostic(
                        .error, at: entry.value.location, path: entry.key.keyText, error.message, hint: error.hint))
            }
        }
        return (bindings, problems)
    }

    private struct Problem: Error {
        let message: String
        let hint: String?
    }

    private static func target(_ node: Node) throws(Problem) -> RelationshipBinding.Target {
        switch node.content {
        case .scalar:
            guard let text = node.stringValue else {
                throw Problem(message: "the value is neither an address nor an endpoint", hint: form)
            }
            do throws(EndpointAddress.Failure) {
                return .address(try EndpointAddress(text))
            } catch {
                throw Problem(message: "the address can not be read: \(error)", hint: nil)
            }
        case .mapping:
            return .endpoints([try endpoint(node)])
        case .sequence(let items):
            guard !items.isEmpty else { throw Problem(message: "the list has no endpoint", hint: form) }
            var endpoints: [JSONValue] = []
            for item in items { endpoints.append(try endpoint(item)) }
            return .endpoints(endpoints)
        }
    }

    private static func endpoint(_ node: Node) throws(Problem) -> JSONValue {
        let value = JSONValue(node)
        guard case .object = value else { throw Problem(message: "an endpoint has to be a map", hint: form) }
        guard case .string(let host)? = value["host"], !host.isEmpty else {
            throw Problem(message: "the endpoint names no host", hint: "give it the members host and port")
        }
        switch value["port"] {
        case nil, .null?: break
        case .integer(let port)? where UInt16(exactly: port).map({ $0 > 0 }) ?? false: break
        case .string(let text)? where UInt16(text).map({ $0 > 0 }) ?? false: break
        default: throw Problem(message: "the port is not a number from 1 to 65535", hint: nil)
        }
        return value
    }

    private static let form = "write SCHEME://USER:PASSWORD@HOST:PORT/PATH, or a map with host and port"
}
