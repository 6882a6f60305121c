/// The CPU of a container, in one of the sizes that the platform offers (contract 5.3).
package struct ContainerSize: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Thousandths of a processor.
    package let thousandths: Int

    private init(thousandths: Int) { self.thousandths = thousandths }

    /// What a new container gets (contract 5.3).
    package static let initial = ContainerSize(thousandths: 500)

    /// Every size, the smallest first.
    package static let all = (ContainerProfile.sharedMemory.keys.sorted() + [16_000, 32_000, 48_000, 64_000])
        .map(ContainerSize.init(thousandths:))

    /// The names that fixed plans have for sizes (contract 5.3).
    private static let names = ["XS": 250, "S": 500, "M": 1000, "L": 2000, "XL": 4000, "2XL": 8000]

    /// A size as a number of processors, such as `0.5`, `.5` or `1`, or by its name, such as `S`; `nil` for anything that
    /// the platform does not offer.
    package init?(_ text: String) {
        if let named = ContainerSize.names[text.uppercased()] {
            self.init(thousandths: named)
            return
        }
        let isNumber = !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 }
        guard isNumber, let number = Double(text.hasPrefix(".") ? "0\(text)" : text), number <= 64,
            let size = ContainerSize.all.first(where: { Double($0.thousandths) == number * 1000 })
        else { return nil }
        self = size
    }

    package static func < (left: ContainerSize, right: ContainerSize) -> Bool { left.thousandths < right.thousandths }

    /// The number of processors, such as `0.5` or `2`.
    package var description: String {
        thousandths % 1000 == 0 ? "\(thousandths / 1000)" : "\(Double(thousandths) / 1000)"
    }
}
