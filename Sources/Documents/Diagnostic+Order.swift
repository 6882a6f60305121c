extension [Diagnostic] {
    /// In the order of the places in the text; what has no place comes first, equal places keep their order.
    package var inOrderOfText: [Diagnostic] {
        let isOneText = allSatisfy { $0.location == nil || $0.location?.file === first?.location?.file }
        // A definition in several files has no single order.
        guard isOneText else { return self }
        return enumerated().sorted { left, right in
            (left.element.location?.line ?? 0, left.element.location?.column ?? 0, left.offset)
                < (right.element.location?.line ?? 0, right.element.location?.column ?? 0, right.offset)
        }.map(\.element)
    }
}
