/// What a filter compares: a value with its type, which the stored value decides (vendors.md 46).
enum Comparand: Sendable, Hashable {
    case bool(Bool)
    case number(OrderedNumber)
    case moment(Moment)
    case timeOfDay(TimeOfDay)
    case text(String)

    /// A stored scalar; `nil` for null, arrays and objects.
    init?(stored value: JSONValue) {
        switch value {
        case .bool(let value): self = .bool(value)
        case .integer(let value): self = .number(OrderedNumber(value))
        case .double(let value): self = .number(OrderedNumber(value))
        case .string(let value): self.init(text: value)
        case .null, .array, .object: return nil
        }
    }

    /// A text is what it looks like: a time, or just text.
    private init(text: String) {
        if let byte = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            self = .text(text)
        } else if let moment = Moment(text) {
            self = .moment(moment)
        } else if let time = TimeOfDay(text) {
            self = .timeOfDay(time)
        } else {
            self = .text(text)
        }
    }

    /// What a filter's value may stand for: text that is a number is compared with numbers, too.
    static func readings(of value: JSONValue) -> [Comparand] {
        guard let comparand = Comparand(stored: value) else { return [] }
        if case .text(let text) = comparand, let number = OrderedNumber(text) { return [.number(number), comparand] }
        return [comparand]
    }

    /// Negative, zero or positive; `nil` for values of different types, which have no order.
    func order(_ other: Comparand) -> Int? {
        switch (self, other) {
        case (.bool(let left), .bool(let right)): left == right ? 0 : left ? 1 : -1
        case (.number(let left), .number(let right)): Comparand.order(left, right)
        case (.moment(let left), .moment(let right)): Comparand.order(left, right)
        case (.timeOfDay(let left), .timeOfDay(let right)): Comparand.order(left, right)
        case (.text(let left), .text(let right)): Bytewise.compare(left, right)
        default: nil
        }
    }

    private static func order<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
        left == right ? 0 : left < right ? -1 : 1
    }

    static func == (left: Comparand, right: Comparand) -> Bool { left.order(right) == 0 }
}

extension OrderedNumber {
    /// A number as JSON writes it; `nil` for any other text.
    fileprivate init?(_ text: String) {
        guard let byte = text.utf8.first, byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte) else { return nil }
        switch try? JSONValue(parsing: text.utf8) {
        case .integer(let value): self.init(value)
        case .double(let value): self.init(value)
        default: return nil
        }
    }
}
