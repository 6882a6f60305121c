import Foundation

/// A request to the token endpoint, as far as it decides the answer.
struct TokenRequest: Equatable {
    let method: String
    /// Without a query.
    let path: String
    /// Names in lower case; of doubles the last counts.
    let headers: [String: String]
    let body: [UInt8]

    /// No request for a token is longer, in bytes.
    static let longest = 64 << 10

    /// What was made of the bytes that have come so far.
    enum Reading: Equatable {
        case incomplete
        case complete(TokenRequest)
        /// No HTTP, or more of it than is taken; with the status that says so.
        case refused(Int)
    }

    /// Reads a request from the first bytes of a connection.
    static func read(_ bytes: [UInt8]) -> Reading {
        guard let end = headEnd(bytes) else { return bytes.count > longest ? .refused(431) : .incomplete }
        let lines = String(decoding: bytes[..<end.head], as: UTF8.self).replacing("\r\n", with: "\n")
            .split(separator: "\n", omittingEmptySubsequences: false)
        let words = (lines.first ?? "").split(separator: " ")
        guard words.count == 3, words[2].hasPrefix("HTTP/1.") else { return .refused(400) }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { return .refused(400) }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            headers[line[..<colon].lowercased()] = String(value.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
        }
        if headers["transfer-encoding"] != nil { return .refused(411) }
        guard let length = Int(headers["content-length"] ?? "0"), length >= 0 else { return .refused(400) }
        guard length <= longest else { return .refused(413) }
        let body = bytes[end.body...]
        guard body.count >= length else { return .incomplete }
        return .complete(
            TokenRequest(
                method: String(words[0]), path: String(words[1].prefix { $0 != "?" }), headers: headers,
                body: Array(body.prefix(length))))
    }

    /// The fields of a form; a field that can not be decoded is left out.
    var form: [String: String] {
        var fields: [String: String] = [:]
        for pair in String(decoding: body, as: UTF8.self).split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.replacing("+", with: " ").removingPercentEncoding }
            if let name = parts[0], let value = parts.count > 1 ? parts[1] : "" { fields[name] = value }
        }
        return fields
    }

    /// Where the head ends and the body begins: at an empty line, with or without carriage returns.
    private static func headEnd(_ bytes: [UInt8]) -> (head: Int, body: Int)? {
        var lineStart = 0
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            let line = bytes[lineStart..<index]
            if lineStart > 0, line.isEmpty || line.elementsEqual([UInt8(ascii: "\r")]) {
                return (max(0, lineStart - 1 - (bytes[max(0, lineStart - 2)] == UInt8(ascii: "\r") ? 1 : 0)), index + 1)
            }
            lineStart = index + 1
        }
        return nil
    }
}
