/// A date by its parts, so that a wrong digit in one part leaves the others comparable.
///
/// Parts need not be possible: `1859-81-01` is a typing error that still tells year and day.
struct DateParts: Hashable {
    /// 0 when not given, as are ``month`` and ``day``.
    var year: Int
    var month: Int
    var day: Int

    /// Which comes first in `03/04/1970`.
    enum Order { case dayFirst, monthFirst }

    init?(_ text: String, order: Order = .dayFirst) {
        var text = text
        guard let parts = text.withUTF8({ Self.parse($0, order: order) }) else { return nil }
        self = parts
    }

    init(year: Int, month: Int, day: Int) {
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Reads `1970-03-01`, `19700301`, `1/3/70`, `1.3.1970`, `Mar 1 1970`, `1 March 1970`, `1970-03`, `1970`; a time behind is left out.
    static func parse(_ bytes: UnsafeBufferPointer<UInt8>, order: Order) -> DateParts? {
        var scanner = DateScanner()
        guard scanner.scan(bytes) else { return nil }
        let numbers = scanner.numbers
        if let month = scanner.month { return named(month, numbers) }
        switch (numbers.count, numbers.first?.digits) {
        case (1, 8?): return DateParts(packed: numbers[0].value)
        case (1, 4?): return DateParts(year: numbers[0].value, month: 0, day: 0)
        case (2, 4?): return DateParts(year: numbers[0].value, month: numbers[1].value, day: 0)
        case (3, 4?): return DateParts(year: numbers[0].value, month: numbers[1].value, day: numbers[2].value)
        case (3, 1?), (3, 2?):
            let (first, second) = (numbers[0].value, numbers[1].value)
            // A part over 12 is the day whatever the column's order.
            let isDayFirst = first > 12 || (order == .dayFirst && second <= 12)
            let year = fullYear(numbers[2])
            return DateParts(year: year, month: isDayFirst ? second : first, day: isDayFirst ? first : second)
        default: return nil
        }
    }

    /// Eight digits that hold the parts, as the values of date columns are stored.
    var packedDigits: [UInt8] {
        [(year, 1000), (year, 100), (year, 10), (year, 1), (month, 10), (month, 1), (day, 10), (day, 1)]
            .map { UInt8(ascii: "0") + UInt8($0 / $1 % 10) }
    }

    private init?(packed: Int) {
        self.init(year: packed / 10000, month: packed / 100 % 100, day: packed % 100)
        guard (1000...2200).contains(year) else { return nil }
    }

    private static func named(_ month: Int, _ numbers: [DateScanner.Number]) -> DateParts? {
        switch numbers.count {
        case 1: return DateParts(year: fullYear(numbers[0]), month: month, day: 0)
        case 2:
            let isYearFirst = numbers[0].digits == 4
            let (day, year) = isYearFirst ? (numbers[1], numbers[0]) : (numbers[0], numbers[1])
            return DateParts(year: fullYear(year), month: month, day: day.value)
        default: return nil
        }
    }

    /// Two digits are of the hundred years up to 2025: nobody's birthday lies in the future.
    private static func fullYear(_ number: DateScanner.Number) -> Int {
        guard number.digits <= 2 else { return number.value }
        return number.value > 25 ? 1900 + number.value : 2000 + number.value
    }
}

/// Cuts a date into its numbers and the name of its month.
private struct DateScanner {
    struct Number {
        var value: Int
        var digits: Int
    }

    private(set) var numbers: [Number] = []
    private(set) var month: Int?

    /// False when the text holds words that are no month, or numbers that are no part of a date.
    mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "T") || byte == UInt8(ascii: ":"), numbers.count >= 3 { return true }
            if Self.isDigit(byte) {
                guard scanNumber(bytes, &position) else { return numbers.count >= 3 }
            } else if Self.isLetter(byte) {
                guard scanWord(bytes, &position) else { return false }
            } else {
                guard byte == 0x20 || (0x2C...0x2F).contains(byte) else { return false }
                position += 1
            }
        }
        return !numbers.isEmpty
    }

    private mutating func scanNumber(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Bool {
        var number = Number(value: 0, digits: 0)
        while position < bytes.count, Self.isDigit(bytes[position]) {
            guard number.digits < 8 else { return false }
            number.value = number.value * 10 + Int(bytes[position] - UInt8(ascii: "0"))
            number.digits += 1
            position += 1
        }
        guard numbers.count < 3, number.digits <= 2 || number.digits == 4 || number.digits == 8 else { return false }
        numbers.append(number)
        return true
    }

    private mutating func scanWord(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Bool {
        var prefix: [UInt8] = []
        while position < bytes.count, Self.isLetter(bytes[position]) {
            if prefix.count < 3 { prefix.append(bytes[position] | 0x20) }
            position += 1
        }
        if let found = Self.months.firstIndex(where: { $0.elementsEqual(prefix) }), month == nil {
            month = found + 1
            return true
        }
        // `1st`, `2nd`, `3rd`, `4th`
        return prefix.count == 2 && !numbers.isEmpty
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ].map { Array($0.utf8) }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
}
