import Foundation

/// A moment in UTC, in whole milliseconds since 1970, which is what the vendors' answers can show.
public struct Timestamp: Sendable, Hashable, Comparable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The machine's clock, cut to the millisecond.
    public static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// ISO 8601 in UTC with milliseconds, such as `2023-11-07T05:31:56.000Z`.
    public var iso8601: String {
        let day = civilDay
        let rest = milliseconds - day.number * 86_400_000
        let (hour, minute) = (rest / 3_600_000, rest / 60_000 % 60)
        let (second, fraction) = (rest / 1000 % 60, rest % 1000)
        var text: [UInt8] = []
        text.reserveCapacity(24)
        func append(_ number: Int64, least power: Int64, then separator: UInt8) {
            var power = power
            while number / power > 9 { power *= 10 }
            while power > 0 {
                text.append(UInt8(ascii: "0") + UInt8(number / power % 10))
                power /= 10
            }
            text.append(separator)
        }
        if day.year < 0 { text.append(UInt8(ascii: "-")) }
        append(abs(day.year), least: 1_000, then: UInt8(ascii: "-"))
        append(day.month, least: 10, then: UInt8(ascii: "-"))
        append(day.day, least: 10, then: UInt8(ascii: "T"))
        append(hour, least: 10, then: UInt8(ascii: ":"))
        append(minute, least: 10, then: UInt8(ascii: ":"))
        append(second, least: 10, then: UInt8(ascii: "."))
        append(fraction, least: 100, then: UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// The date in the proleptic Gregorian calendar (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
    /// `civil_from_days`); Foundation's formatters cost several microseconds, more than a whole upsert may.
    private var civilDay: (number: Int64, year: Int64, month: Int64, day: Int64) {
        let number = (milliseconds - (milliseconds < 0 ? 86_399_999 : 0)) / 86_400_000
        let shifted = number + 719_468
        let era = (shifted - (shifted < 0 ? 146_096 : 0)) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (number, year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// The number of a day since 1970, as `days_from_civil` of the same author.
    static func day(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted - (shifted < 0 ? 399 : 0)) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
