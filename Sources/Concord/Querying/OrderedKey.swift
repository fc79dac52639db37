/// Bytes whose unsigned order (`memcmp`, and SQLite's of blobs) is the order of the values that they were made of.
///
/// Every part ends by itself, so that parts can follow each other and two keys differ first in the first part that
/// differs. A descending part is inverted, save for the byte that says whether there is a value: persons without one
/// come last in both directions.
struct OrderedKey: Sendable, Hashable {
    private(set) var bytes: [UInt8]

    init(bytes: [UInt8] = []) { self.bytes = bytes }

    private enum Presence {
        static let present: UInt8 = 1
        static let missing: UInt8 = 2
    }

    /// The kinds of values in their order. Not 0, which ends strings and arrays.
    private enum Kind: UInt8 {
        case null = 1
        case bool, number, text, array, object, moment, timeOfDay
    }

    /// Makes room for values of the usual size, so that appending them does not grow the key step by step.
    mutating func reserve(_ values: Int) { bytes.reserveCapacity(bytes.count + 24 * values) }

    /// Appends a value to sort by; `nil` and null are no value.
    mutating func append(_ value: JSONValue?, descending: Bool = false) {
        guard let value, value != .null else { return bytes.append(Presence.missing) }
        bytes.append(Presence.present)
        let start = bytes.count
        append(value)
        guard descending else { return }
        for index in start..<bytes.count { bytes[index] = ~bytes[index] }
    }

    /// Appends what a filter compares; `nil` for an unset field. Equal comparands give equal bytes.
    mutating func append(_ comparand: Comparand?) {
        guard let comparand else { return bytes.append(Presence.missing) }
        bytes.append(Presence.present)
        switch comparand {
        case .bool(let value): append(value)
        case .number(let value): append(value)
        case .text(let value): append(.text, value)
        case .moment(let moment):
            append(.moment)
            append(UInt64(bitPattern: moment.seconds) ^ 1 << 63)
            append(UInt64(moment.nanoseconds))
        case .timeOfDay(let time):
            append(.timeOfDay)
            append(UInt64(time.nanoseconds))
        }
    }

    private mutating func append(_ value: JSONValue) {
        switch value {
        case .null: append(Kind.null)
        case .bool(let value): append(value)
        case .integer(let value): append(OrderedNumber(value))
        case .double(let value): append(OrderedNumber(value))
        case .string(let value): append(.text, value)
        case .array(let elements):
            append(.array)
            for element in elements { append(element) }
            bytes.append(0)
        case .object: append(.object, value.text)
        }
    }

    private mutating func append(_ value: Bool) {
        append(.bool)
        bytes.append(value ? 1 : 0)
    }

    private mutating func append(_ number: OrderedNumber) {
        append(.number)
        append(number.orderedBits)
        bytes.append(UInt8(number.rest >> 8))
        bytes.append(UInt8(truncatingIfNeeded: number.rest))
    }

    /// UTF-8, which is in the order of code points, with each 0 as 0 255 and an end of 0 1: a string that begins another
    /// one comes first, whatever follows it in the key.
    private mutating func append(_ kind: Kind, _ text: String) {
        append(kind)
        Bytewise.withBytes(of: text) { text in
            if text.contains(0) {
                for byte in text { bytes.append(contentsOf: byte == 0 ? [0, 255] : [byte]) }
            } else {
                bytes.append(contentsOf: text)
            }
        }
        bytes.append(contentsOf: [0, 1])
    }

    private mutating func append(_ kind: Kind) { bytes.append(kind.rawValue) }

    private mutating func append(_ bits: UInt64) {
        withUnsafeBytes(of: bits.bigEndian) { bytes.append(contentsOf: $0) }
    }
}

extension OrderedKey: Comparable {
    static func == (left: OrderedKey, right: OrderedKey) -> Bool { left.bytes == right.bytes }

    static func < (left: OrderedKey, right: OrderedKey) -> Bool { Bytewise.compare(left.bytes, right.bytes) < 0 }
}

extension OrderedKey {
    /// The smallest key behind all that begin with this one.
    var end: OrderedKey {
        var bytes = bytes
        while let last = bytes.popLast() {
            if last < 255 { return OrderedKey(bytes: bytes + [last + 1]) }
        }
        return OrderedKey(bytes: [255])
    }
}

/// Where a person is in a listing: by its key, ties by the id.
struct ListingPlace: Sendable, Hashable, Comparable {
    let key: OrderedKey
    let id: PersonID

    static func < (left: ListingPlace, right: ListingPlace) -> Bool {
        let order = Bytewise.compare(left.key.bytes, right.key.bytes)
        return order == 0 ? left.id < right.id : order < 0
    }
}
