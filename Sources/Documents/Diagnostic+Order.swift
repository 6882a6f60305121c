extension [Diagnostic] {
    /// In the order of the places in the text.
    ///
    /// What has no place comes first, several files follow each other as they were first named, and equal places keep
    /// their order.
    package var inOrderOfText: [Diagnostic] {
        var files: [ObjectIdentifier: Int] = [:]
        for case let file? in map(\.location?.file) where files[ObjectIdentifier(file)] == nil {
            files[ObjectIdentifier(file)] = files.count + 1
        }
        func place(_ diagnostic: Diagnostic) -> (Int, Int, Int) {
            guard let location = diagnostic.location else { return (0, 0, 0) }
            return (files[ObjectIdentifier(location.file)] ?? 0, location.line, location.column)
        }
        return map { (place($0), $0) }.enumerated().sorted { left, right in
            left.element.0 == right.element.0 ? left.offset < right.offset : left.element.0 < right.element.0
        }.map(\.element.1)
    }
}
