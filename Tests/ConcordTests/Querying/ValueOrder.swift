import ConcordTesting

@testable import Concord

/// The order of a listing as its specification says it (vendors.md 49), value by value: slow and without any bytes.
enum ValueOrder {
    /// Negative, zero or positive; values that are not there come last in both directions.
    static func compare(_ left: JSONValue?, _ right: JSONValue?, descending: Bool) -> Int {
        switch (left == .null ? nil : left, right == .null ? nil : right) {
        case (nil, nil): 0
        case (nil, _): 1
        case (_, nil): -1
        case (let left?, let right?): descending ? compare(right, left) : compare(left, right)
        }
    }

    /// Whether a person comes before another one.
    static func precedes(_ left: ListedPerson, _ right: ListedPerson, by order: [SortKey]) -> Bool {
        for key in order {
            let result = compare(value(of: left, key), value(of: right, key), descending: key.isDescending)
            if result != 0 { return result < 0 }
        }
        return left.id < right.id
    }

    private static func value(of person: ListedPerson, _ key: SortKey) -> JSONValue? {
        key.field == .lastInteraction ? .integer(person.lastInteraction.milliseconds) : person[key.field]
    }

    private static func compare(_ left: JSONValue, _ right: JSONValue) -> Int {
        switch (left, right) {
        case (.bool(let left), .bool(let right)): (left ? 1 : 0) - (right ? 1 : 0)
        case (.integer(let left), .integer(let right)): left < right ? -1 : left == right ? 0 : 1
        case (.double(let left), .double(let right)): left < right ? -1 : left == right ? 0 : 1
        case (.integer(let left), .double(let right)): compare(left, right)
        case (.double(let left), .integer(let right)): -compare(right, left)
        case (.string(let left), .string(let right)): compare(scalars: left, right)
        case (.array(let left), .array(let right)): compare(left[...], right[...])
        case (.object, .object): compare(scalars: left.text, right.text)
        default: rank(left) - rank(right)
        }
    }

    private static func compare(_ integer: Int64, _ double: Double) -> Int {
        if double >= 0x1p63 { return -1 }
        if double < -0x1p63 { return 1 }
        let whole = Int64(double.rounded(.towardZero))
        if integer != whole { return integer < whole ? -1 : 1 }
        let rest = double - double.rounded(.towardZero)
        return rest > 0 ? -1 : rest < 0 ? 1 : 0
    }

    private static func compare(scalars left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
        if left == right { return 0 }
        return left.lexicographicallyPrecedes(right) ? -1 : 1
    }

    private static func compare(_ left: ArraySlice<JSONValue>, _ right: ArraySlice<JSONValue>) -> Int {
        guard let first = left.first else { return right.isEmpty ? 0 : -1 }
        guard let other = right.first else { return 1 }
        let result = compare(first, other)
        return result == 0 ? compare(left.dropFirst(), right.dropFirst()) : result
    }

    private static func rank(_ value: JSONValue) -> Int {
        switch value {
        case .null: 0
        case .bool: 1
        case .integer, .double: 2
        case .string: 3
        case .array: 4
        case .object: 5
        }
    }
}

extension SeededGenerator {
    /// A value of any type, of few different ones, so that ties and near misses are common.
    mutating func value(depth: Int = 2) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 7), using: &self) {
        case 0: return .null
        case 1: return .bool(once(in: 2))
        case 2: return .integer(pick(SeededGenerator.integers))
        case 3: return .integer(Int64(truncatingIfNeeded: next()))
        case 4:
            return .double(pick(SeededGenerator.doubles))
        case 5, 6: return .string(text())
        case 7: return .array((0..<pick(0...3)).map { _ in value(depth: depth - 1) })
        default:
            var members: JSONObject = [:]
            for _ in 0..<pick(0...2) { members[text()] = value(depth: depth - 1) }
            return .object(members)
        }
    }

    /// A text of few characters of every length in UTF-8, among them what ends and escapes a key; or a number or a time.
    mutating func text() -> String {
        if once(in: 4) {
            return pick([
                "42", "-1", "0.5", "2020-03-17", "2020-03-17T00:00:00Z", "2020-03-17 01:00:00+01:00", "16:54:06",
            ])
        }
        let scalars = SeededGenerator.scalars
        return String(String.UnicodeScalarView((0..<pick(0...3)).map { _ in pick(scalars) }))
    }

    private static let integers: [Int64] = [
        0, 1, -1, 2, 42, .max, .min, .max - 1, .min + 1, 9_007_199_254_740_992, 9_007_199_254_740_993,
        -1_152_921_504_606_846_977,
    ]
    private static let doubles: [Double] = [
        0, -0.0, 0.5, -0.5, 1, 42, 0x1p53, 0x1p63, -0x1p63, 1e300, -1e300, .leastNonzeroMagnitude,
        9_007_199_254_740_994,
    ]
    private static let scalars = Array("\0\u{1}ab\"ée\u{301}ﬀ😀\u{FFFF}".unicodeScalars)
}
