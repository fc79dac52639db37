import Foundation

/// Reads one JSON Lines file into a table: one object a line, nested members named `outer.inner`.
struct JSONLinesReader {
    private var input: InputFile

    init(input: InputFile) { self.input = input }

    mutating func read(into builder: inout TableBuilder) throws {
        var buffer = Data()
        var line = 0
        while true {
            let chunk = try input.next()
            buffer.append(chunk)
            while let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                line += 1
                try take(buffer[..<end], line: line, into: &builder)
                buffer = buffer[(end + 1)...]
            }
            buffer = Data(buffer)
            if chunk.isEmpty { break }
        }
        try take(buffer, line: line + 1, into: &builder)
    }

    private func take(_ text: Data, line: Int, into builder: inout TableBuilder) throws {
        guard text.contains(where: { $0 > UInt8(ascii: " ") }) else { return }
        guard let object = try? JSONSerialization.jsonObject(with: text) as? [String: Any] else {
            throw LinkageError(
                .input,
                "\(input.path), line \(line): this is no JSON object",
                remedy: "JSON Lines has one object a line"
            )
        }
        var row: [(column: Int, value: String)] = []
        flatten(object, prefix: "") { name, value in row.append((builder.column(named: name), value)) }
        builder.append(row)
    }

    /// Members in the order of their names, so that the columns' order does not change from run to run.
    private func flatten(_ object: [String: Any], prefix: String, _ emit: (String, String) -> Void) {
        for (name, value) in object.sorted(by: { $0.key < $1.key }) {
            switch value {
            case let inner as [String: Any]: flatten(inner, prefix: prefix + name + ".", emit)
            case let text as String: emit(prefix + name, text)
            case let number as NSNumber: emit(prefix + name, "\(number)")
            case let list as [Any]: emit(prefix + name, list.map { "\($0)" }.joined(separator: " "))
            default: emit(prefix + name, "")
            }
        }
    }
}
