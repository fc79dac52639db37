public import Concord

/// Makes requests that are nearly right: valid ones with something dropped, retyped, nested, overlong or broken.
///
/// A request follows from its seed alone, so that a failure is seen again from the seed.
public struct RequestMutator: Sendable {
    var generator: SeededGenerator

    public init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// Draws something else of the request: an operation, a path, a header.
    public mutating func pick<Element>(_ elements: some Collection<Element>) -> Element { generator.pick(elements) }

    public mutating func once(in count: Int) -> Bool { generator.once(in: count) }

    /// The bytes of a body: mostly a changed value, sometimes one with broken bytes, sometimes the value as it is.
    public mutating func body(from valid: JSONValue) -> [UInt8] {
        var value = valid
        for _ in 0..<generator.pick([0, 0, 1, 1, 2]) { value = changed(value) }
        var bytes = value.printed()
        for _ in 0..<generator.pick([0, 0, 0, 0, 0, 1, 2]) { breakBytes(&bytes) }
        return bytes
    }

    /// A text as a path or a header has it, mostly as it is.
    public mutating func text(from valid: String) -> String {
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: RequestMutator.strangeTexts.randomElement(using: &generator) ?? ""
        case 1: String(valid.dropLast(Int.random(in: 0...3, using: &generator)))
        case 2: valid + generator.pick(RequestMutator.strangeTexts)
        case 3: valid.uppercased()
        default: valid
        }
    }

    // MARK: - The value

    /// The value with one change at a random place in it.
    private mutating func changed(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object) where !object.isEmpty && !generator.once(in: 6):
            return .object(changed(object))
        case .array(let elements) where !elements.isEmpty && !generator.once(in: 4):
            var elements = elements
            let index = Int.random(in: elements.indices, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: elements.remove(at: index)
            case 1: elements.append(elements[index])
            default: elements[index] = changed(elements[index])
            }
            return .array(elements)
        default:
            return replacement(for: value)
        }
    }

    private mutating func changed(_ object: JSONObject) -> JSONObject {
        var object = object
        let member = generator.pick(object.members)
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: object[member.name] = nil
        case 1:
            object[member.name] = nil
            object[member.name + generator.pick(["", "x", "\0", " ", "É"])] = member.value
        case 2: object[generator.pick(RequestMutator.strangeTexts)] = member.value
        case 3: object[member.name] = replacement(for: member.value)
        default: object[member.name] = changed(member.value)
        }
        return object
    }

    /// Another value for this one: of another type, at a limit, or deeper.
    private mutating func replacement(for value: JSONValue) -> JSONValue {
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: return .null
        case 1: return generator.pick(RequestMutator.numbers)
        case 2: return .bool(Bool.random(using: &generator))
        case 3: return [value, value]
        case 4: return ["a": value]
        case 5: return nested(value, generator.pick([3, 30, 40, 58, 61, 62, 63]))
        case 6: return .string(long())
        case 7: return .array([])
        case 8: return .object([:])
        default: return .string(generator.pick(RequestMutator.strangeTexts))
        }
    }

    private mutating func nested(_ value: JSONValue, _ levels: Int) -> JSONValue {
        let isArray = Bool.random(using: &generator)
        return (0..<levels).reduce(value) { value, _ in isArray ? [value] : ["a": value] }
    }

    /// A string about as long as a limit; the largest ones are rare, for they are slow.
    private mutating func long() -> String {
        let limits = generator.once(in: 100) ? [40_000, 65_536, 1 << 20] : [10, 40, 64, 200, 255, 500]
        let length = generator.pick(limits) + Int.random(in: -1...1, using: &generator)
        return String(repeating: generator.pick(["a", "é", "🧡"]), count: length)
    }

    static let numbers: [JSONValue] = [
        0, 1, -1, 5, .integer(.max), .integer(.min), 9_007_199_254_740_993, .double(0.5), .double(-0.0), .double(1e300),
        .double(2.5e-308),
    ]

    static let strangeTexts = [
        "", " ", "\0", "a\0b", "é", "e\u{301}", "🧡", "\u{FEFF}", "\u{202E}x", "null", "true", "0", "-1", "1e9",
        "a@b.example", "../..", "%", "%2", "%00", "%2F", "%FF", "a/b", "\n", "\r\nx: y", "\"", "\\",
        "'; DROP TABLE account",
        "user_01HXXXXXXXXXXXXXXXXXXXXXXX", "@", "🏳️‍🌈", "9223372036854775808",
    ]
}
