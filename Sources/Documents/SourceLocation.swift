/// A place in a source file.
package struct SourceLocation: Sendable {
    package let file: SourceFile
    /// 1-based.
    package let line: Int
    /// 1-based, counted in Unicode scalars.
    package let column: Int

    package init(file: SourceFile, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension SourceLocation: Equatable {
    /// The same place of the same file, which is compared by identity.
    package static func == (left: SourceLocation, right: SourceLocation) -> Bool {
        left.file === right.file && left.line == right.line && left.column == right.column
    }
}

extension SourceLocation: CustomStringConvertible {
    /// `file:line:column`, the form that editors and terminals turn into a link.
    package var description: String { "\(file.name):\(line):\(column)" }
}
