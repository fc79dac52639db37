/// A point in time as a property's text gives it: a date (`2020-03-17`, its midnight in UTC) or a timestamp
/// (`2020-03-17T16:54:06.5Z`, also with a space, and with an offset such as `+01:00`; none is UTC).
struct Moment: Sendable, Hashable, Comparable {
    let seconds: Int64
    let nanoseconds: Int32

    init(_ time: Timestamp) {
        let (quotient, remainder) = time.milliseconds.quotientAndRemainder(dividingBy: 1000)
        seconds = remainder < 0 ? quotient - 1 : quotient
        nanoseconds = Int32(remainder < 0 ? remainder + 1000 : remainder) * 1_000_000
    }

    /// `nil` when the text is anything else.
    init?(_ text: String) {
        guard text.utf8.count >= 10, text.utf8.count <= 35 else { return nil }
        var reader = TimeReader(text)
        guard let day = reader.day() else { return nil }
        if reader.isAtEnd {
            (seconds, nanoseconds) = (day * 86_400, 0)
            return
        }
        guard reader.take("T") || reader.take(" "), let time = reader.timeOfDay(), let offset = reader.offset(),
            reader.isAtEnd
        else { return nil }
        seconds = day * 86_400 + time.nanoseconds / 1_000_000_000 - offset
        nanoseconds = Int32(time.nanoseconds % 1_000_000_000)
    }

    static func < (left: Moment, right: Moment) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}

/// A time of day: `16:54:06`, with or without a fraction of the second.
struct TimeOfDay: Sendable, Hashable, Comparable {
    /// Since midnight.
    let nanoseconds: Int64

    /// `nil` when the text is anything else.
    init?(_ text: String) {
        guard text.utf8.count >= 8, text.utf8.count <= 18 else { return nil }
        var reader = TimeReader(text)
        guard let time = reader.timeOfDay(), reader.isAtEnd else { return nil }
        self = time
    }

    fileprivate init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.nanoseconds < right.nanoseconds }
}

/// Reads the parts of a time one after the other; `nil` where the text has another one.
private struct TimeReader {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = text[...].utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    /// Days since 1970.
    mutating func day() -> Int64? {
        guard let year = number(4), take("-"), let month = number(2, 1...12), take("-"), let day = number(2, 1...31),
            day <= TimeReader.days(of: month, in: year)
        else { return nil }
        return Timestamp.day(year: year, month: month, day: day)
    }

    mutating func timeOfDay() -> TimeOfDay? {
        guard let hour = number(2, 0...23), take(":"), let minute = number(2, 0...59), take(":"),
            let second = number(2, 0...59)
        else { return nil }
        let whole = (hour * 3600 + minute * 60 + second) * 1_000_000_000
        guard take(".") else { return TimeOfDay(nanoseconds: whole) }
        var (fraction, scale) = (Int64(0), Int64(1_000_000_000))
        while scale > 1, let digit = number(1) {
            scale /= 10
            fraction += digit * scale
        }
        return scale < 1_000_000_000 ? TimeOfDay(nanoseconds: whole + fraction) : nil
    }

    /// Seconds east of UTC.
    mutating func offset() -> Int64? {
        if isAtEnd || take("Z") { return 0 }
        let sign: Int64
        if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
        guard let hours = number(2, 0...23) else { return nil }
        _ = take(":")
        guard let minutes = number(2, 0...59) else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }

    private mutating func number(_ digits: Int, _ range: ClosedRange<Int64> = 0...9999) -> Int64? {
        var value: Int64 = 0
        let text = rest.prefix(digits)
        for byte in text {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        guard text.count == digits, range.contains(value) else { return nil }
        rest.removeFirst(digits)
        return value
    }

    private static func days(of month: Int64, in year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
