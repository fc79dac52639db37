/// The generation that a name ends with: `Jr` and `II` are the second, `Sr` and `I` the first.
///
/// Father and son may share name, address and number; the mark is what tells them apart. Names are compared without it, because
/// most records of a person leave it out, so it never speaks for a pair; but two different marks are two people.
enum GenerationMark {
    /// The generation from 1, or 0 where no part of the name ends with a mark: `Smith Jr, John` and `John Smith, Jr.` do.
    static func generation(of name: String) -> UInt8 {
        let parts = name.split(separator: ",").map { TextFolding.fold(String($0)).split(separator: " ") }
        for (index, words) in parts.enumerated() {
            // A mark alone is a mark only behind a name: `Junior` and `Senior` are also names.
            guard let last = words.last, words.count > 1 || index > 0 else { continue }
            if let generation = marks[String(last)] { return generation }
        }
        return 0
    }

    /// For each row its generation; empty when no row has one.
    static func generations(of names: [Table.Column], rowCount: Int) -> [UInt8] {
        var generations: [UInt8] = []
        for column in names {
            let known = (0...UInt32(column.values.count)).map { id in
                column.values.withBytes(of: id, mayEndWithMark) ? generation(of: column.values.string(id)) : 0
            }
            guard known.contains(where: { $0 != 0 }) else { continue }
            if generations.isEmpty { generations = Array(repeating: 0, count: rowCount) }
            for (row, id) in column.ids.enumerated() where known[Int(id)] != 0 { generations[row] = known[Int(id)] }
        }
        return generations
    }

    /// A mark stands behind something else: one word of plain letters has none.
    private static func mayEndWithMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.contains { ($0 | 0x20) &- UInt8(ascii: "a") >= 26 }
    }

    private static let marks: [String: UInt8] = [
        "sr": 1, "snr": 1, "senior": 1, "i": 1, "jr": 2, "jnr": 2, "junior": 2, "ii": 2, "iii": 3, "iv": 4,
    ]
}
