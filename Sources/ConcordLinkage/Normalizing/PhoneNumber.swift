/// A telephone number in the international form of ITU-T E.164.
public struct PhoneNumber: Hashable, Sendable {
    /// `+`, calling code and national number, digits only: `+61410225522`.
    public let e164: String

    /// Reads a number as people write it; nil when it cannot be one.
    ///
    /// International forms (`+61 410…`, `0061…`, `011 61…` from North America) need no region. National forms are read
    /// with the plan of `region` (ISO 3166 alpha-2): `0410 225 522` in `AU` is `+61410225522`. An extension (`x12`, `ext. 12`)
    /// is left out. Lengths are checked against the plan, so that a stray number is no phone number.
    public init?(_ text: String, region: String? = nil) {
        self.init(text, plan: region.flatMap(NumberingPlan.init(region:)))
    }

    init?(_ text: String, plan: NumberingPlan?) {
        var text = text
        var output: [UInt8] = []
        guard text.withUTF8({ Self.normalize($0, plan: plan, into: &output) }) else { return nil }
        e164 = String(decoding: output, as: UTF8.self)
    }

    /// Appends the E.164 form to `output`; false, and nothing appended, when `bytes` hold no number that fits.
    static func normalize(
        _ bytes: UnsafeBufferPointer<UInt8>,
        plan: NumberingPlan?,
        into output: inout [UInt8]
    ) -> Bool {
        guard let dialled = Dialled(bytes) else { return false }
        var digits = dialled.digits
        if !dialled.isInternational {
            if let prefix = NumberingPlan.internationalPrefix(of: digits, in: plan) {
                digits.removeFirst(prefix)
            } else {
                guard let plan, let national = plan.nationalNumber(digits) else { return false }
                output.append(UInt8(ascii: "+"))
                output.append(contentsOf: plan.callingCode.utf8)
                output.append(contentsOf: national)
                return true
            }
        }
        guard let number = Self.international(digits) else { return false }
        output.append(UInt8(ascii: "+"))
        output.append(contentsOf: number)
        return true
    }

    /// Checks an international number against its plan and drops a trunk prefix left in it: `+61 (0)410…`.
    private static func international(_ digits: [UInt8]) -> [UInt8]? {
        guard let plan = NumberingPlan(internationalDigits: digits) else {
            return (8...15).contains(digits.count) && digits[0] != UInt8(ascii: "0") ? digits : nil
        }
        let code = plan.callingCode.utf8.count
        guard let national = plan.nationalNumber(Array(digits[code...])) else { return nil }
        return digits[..<code] + national
    }
}

/// The digits of a number as dialled, before a numbering plan is known.
struct Dialled {
    /// ASCII digits; the `+` is not among them.
    private(set) var digits: [UInt8] = []
    private(set) var isInternational = false

    init?(_ text: String) {
        var text = text
        guard let dialled = text.withUTF8({ Dialled($0) }) else { return nil }
        self = dialled
    }

    /// Nil for texts with letters other than an extension's, or with fewer than 5 or more than 17 digits.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        digits.reserveCapacity(16)
        scan: for byte in bytes {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(byte)
            case UInt8(ascii: "+"):
                guard digits.isEmpty else { return nil }
                isInternational = true
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "("),
                UInt8(ascii: ")"), 0x09, 0x80...:
                continue
            case UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "e"), UInt8(ascii: "#"), UInt8(ascii: ";"):
                guard digits.count >= 5 else { return nil }
                break scan
            case UInt8(ascii: ":"):
                // `tel:` and the like ended at the letter already; a colon inside is no number.
                return nil
            default: return nil
            }
        }
        guard (5...17).contains(digits.count) else { return nil }
    }
}
