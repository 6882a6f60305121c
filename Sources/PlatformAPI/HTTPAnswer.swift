/// The final answer to a request.
package struct HTTPAnswer: Sendable, Equatable {
    package let status: Int
    /// Names in lower case, in the order of the answer.
    package let headers: [Header]
    package let body: [UInt8]

    /// One header, its value without the white space around it.
    package struct Header: Sendable, Equatable {
        package let name: String
        package let value: String
    }

    package init(status: Int, headers: [Header] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first value of a header, by its name in lower case.
    package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    /// The type of the body without its parameters, in lower case.
    package var contentType: String? {
        header("content-type").map { value in
            String(value.prefix { $0 != ";" }).lowercased().filter { !$0.isWhitespace }
        }
    }

    /// Reads an answer with its heads, as `curl --include` writes it; `nil` if it does not begin as HTTP does.
    ///
    /// Interim answers (1xx) are passed over.
    package init?(received bytes: [UInt8]) {
        var rest = bytes[...]
        while true {
            guard let head = Head(from: &rest) else { return nil }
            if (100..<200).contains(head.status), head.status != 101 { continue }
            self.init(status: head.status, headers: head.headers, body: Array(rest))
            return
        }
    }

    /// The status line and the headers of one answer.
    private struct Head {
        let status: Int
        let headers: [Header]

        /// Takes a head off the bytes.
        init?(from rest: inout ArraySlice<UInt8>) {
            var lines: [String] = []
            while true {
                guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
                var line = rest[rest.startIndex..<end]
                if line.last == UInt8(ascii: "\r") { line.removeLast() }
                rest = rest[(end + 1)...]
                if line.isEmpty { break }
                lines.append(String(decoding: line, as: UTF8.self))
            }
            guard let first = lines.first, first.hasPrefix("HTTP/") else { return nil }
            let words = first.split(separator: " ", maxSplits: 2)
            guard words.count >= 2, words[1].count == 3, let status = Int(words[1]), status >= 100 else { return nil }
            self.status = status
            headers = lines.dropFirst().compactMap { line in
                guard let colon = line.firstIndex(of: ":") else { return nil }
                let value = line[line.index(after: colon)...].drop(while: \.isWhitespace)
                return Header(name: line[..<colon].lowercased(), value: String(value))
            }
        }
    }
}

extension HTTPAnswer {
    /// How long the server asks to wait (`Retry-After` in seconds, or as a date against the answer's own `Date`).
    var retryAfter: Duration? {
        guard let text = header("retry-after") else { return nil }
        if let seconds = Int(text), seconds >= 0 { return .seconds(min(seconds, 1_000_000)) }
        guard let until = HTTPDate.seconds(text), let now = header("date").flatMap(HTTPDate.seconds) else { return nil }
        return .seconds(min(max(0, until - now), 1_000_000))
    }
}
