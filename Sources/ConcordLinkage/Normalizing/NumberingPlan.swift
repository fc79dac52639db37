/// How one country writes its telephone numbers: calling code, trunk prefix, lengths of the national number.
///
/// The facts are those of ITU-T E.164 and its national annexes, as far as normalising needs them: this table does not say
/// whether a number is in service.
struct NumberingPlan: Sendable {
    let region: String
    let callingCode: String
    /// What is dialled before a national number inside the country and left out from abroad; may be empty.
    let trunkPrefix: String
    /// Digits of the national number, trunk prefix not counted.
    let lengths: ClosedRange<Int>

    init?(region: String) {
        guard let plan = Self.byRegion[region.uppercased()] else { return nil }
        self = plan
    }

    /// The plan whose calling code begins the digits of an international number.
    init?(internationalDigits digits: [UInt8]) {
        var code = 0
        for digit in digits.prefix(3) {
            code = code * 10 + Int(digit - UInt8(ascii: "0"))
            if let plan = Self.byCallingCode[code] {
                self = plan
                return
            }
        }
        return nil
    }

    private init(region: String, callingCode: String, trunkPrefix: String, lengths: ClosedRange<Int>) {
        self.region = region
        self.callingCode = callingCode
        self.trunkPrefix = trunkPrefix
        self.lengths = lengths
    }

    /// The national number without its trunk prefix; nil when no reading has a length of this plan.
    func nationalNumber(_ digits: [UInt8]) -> [UInt8]? {
        let trunk = trunkPrefix.utf8
        if !trunk.isEmpty, digits.starts(with: trunk), lengths.contains(digits.count - trunk.count) {
            return Array(digits.dropFirst(trunk.count))
        }
        if lengths.contains(digits.count), trunk.isEmpty || !digits.starts(with: trunk) { return digits }
        let code = callingCode.utf8
        if digits.starts(with: code), lengths.contains(digits.count - code.count) {
            return Array(digits.dropFirst(code.count))
        }
        return nil
    }

    private static let ownPrefixes = ["1": "011", "61": "0011", "81": "010", "7": "810"]

    /// The length of the international prefix at the head of `digits`: that of the plan's country, else the usual `00`.
    static func internationalPrefix(of digits: [UInt8], in plan: NumberingPlan?) -> Int? {
        guard let first = digits.first, first == UInt8(ascii: "0") || first == UInt8(ascii: "8") else { return nil }
        for prefix in [plan.flatMap { ownPrefixes[$0.callingCode] }, "00"].compactMap({ $0?.utf8 })
        where digits.starts(with: prefix) && digits.count >= prefix.count + 8 {
            return prefix.count
        }
        return nil
    }

    /// Per line: region, calling code, trunk prefix or `-`, shortest and longest national number.
    ///
    /// Countries that share a calling code have lines of their own; the first line of a code stands for it.
    private static let table = """
        US 1 1 10 10|CA 1 1 10 10|PR 1 1 10 10|DO 1 1 10 10|JM 1 1 10 10|TT 1 1 10 10|BS 1 1 10 10|BB 1 1 10 10
        RU 7 8 10 10|KZ 7 8 10 10|EG 20 0 8 10|ZA 27 0 9 9|GR 30 - 10 10|NL 31 0 9 9|BE 32 0 8 9|FR 33 0 9 9
        ES 34 - 9 9|HU 36 06 8 9|IT 39 - 6 11|RO 40 0 9 9|CH 41 0 9 9|AT 43 0 4 13|GB 44 0 9 10|GG 44 0 10 10
        IM 44 0 10 10|JE 44 0 10 10|DK 45 - 8 8|SE 46 0 7 10|NO 47 - 8 8|PL 48 - 9 9|DE 49 0 5 12|PE 51 0 8 9
        MX 52 - 10 10|CU 53 0 6 8|AR 54 0 10 11|BR 55 0 10 11|CL 56 - 9 9|CO 57 - 8 10|VE 58 0 10 10|MY 60 0 8 10
        AU 61 0 9 9|CX 61 0 9 9|ID 62 0 8 12|PH 63 0 8 10|NZ 64 0 8 10|SG 65 - 8 8|TH 66 0 8 9|JP 81 0 9 10
        KR 82 0 8 10|VN 84 0 9 10|CN 86 0 10 11|TR 90 0 10 10|IN 91 0 10 10|PK 92 0 9 10|AF 93 0 9 9|LK 94 0 9 9
        MM 95 0 7 10|IR 98 0 10 10|SS 211 0 9 9|MA 212 0 9 9|DZ 213 0 8 9|TN 216 - 8 8|LY 218 0 8 9|GM 220 - 7 7
        SN 221 - 9 9|MR 222 - 8 8|ML 223 - 8 8|GN 224 - 8 9|CI 225 - 10 10|BF 226 - 8 8|NE 227 - 8 8|TG 228 - 8 8
        BJ 229 - 8 10|MU 230 - 7 8|LR 231 0 7 9|SL 232 0 8 8|GH 233 0 9 9|NG 234 0 8 10|TD 235 - 8 8|CF 236 - 8 8
        CM 237 - 8 9|CV 238 - 7 7|ST 239 - 7 7|GQ 240 - 9 9|GA 241 0 7 8|CG 242 - 9 9|CD 243 0 9 9|AO 244 - 9 9
        GW 245 - 7 9|SC 248 - 7 7|SD 249 0 9 9|RW 250 0 9 9|ET 251 0 9 9|SO 252 0 7 9|DJ 253 - 8 8|KE 254 0 9 10
        TZ 255 0 9 9|UG 256 0 9 9|BI 257 - 8 8|MZ 258 - 8 9|ZM 260 0 9 9|MG 261 0 9 9|RE 262 0 9 9|ZW 263 0 8 10
        NA 264 0 8 9|MW 265 0 7 9|LS 266 - 8 8|BW 267 - 7 8|SZ 268 - 8 8|KM 269 - 7 7|ER 291 0 7 7|GI 350 - 8 8
        PT 351 - 9 9|LU 352 - 4 11|IE 353 0 7 9|IS 354 - 7 9|AL 355 0 8 9|MT 356 - 8 8|CY 357 - 8 8|FI 358 0 5 12
        BG 359 0 7 9|LT 370 8 8 8|LV 371 - 8 8|EE 372 - 7 8|MD 373 0 8 8|AM 374 0 8 8|BY 375 8 9 10|AD 376 - 6 9
        MC 377 - 8 9|SM 378 - 6 10|UA 380 0 9 9|RS 381 0 8 10|ME 382 0 8 9|XK 383 0 8 9|HR 385 0 8 9|SI 386 0 8 8
        BA 387 0 8 9|MK 389 0 8 8|CZ 420 - 9 9|SK 421 0 9 9|LI 423 - 7 9|BZ 501 - 7 7|GT 502 - 8 8|SV 503 - 8 8
        HN 504 - 8 8|NI 505 - 8 8|CR 506 - 8 8|PA 507 - 7 8|HT 509 - 8 8|GP 590 0 9 9|BO 591 0 8 8|GY 592 - 7 7
        EC 593 0 8 9|GF 594 0 9 9|PY 595 0 9 9|MQ 596 0 9 9|SR 597 - 6 7|UY 598 0 8 8|TL 670 - 7 8|BN 673 - 7 7
        PG 675 - 7 8|TO 676 - 5 7|SB 677 - 5 7|VU 678 - 5 7|FJ 679 - 7 7|NC 687 - 6 6|WS 685 - 5 7|PF 689 - 6 8
        HK 852 - 8 8|MO 853 - 8 8|KH 855 0 8 9|LA 856 0 8 10|BD 880 0 8 10|TW 886 0 8 9|MV 960 - 7 7|LB 961 0 7 8
        JO 962 0 8 9|SY 963 0 8 9|IQ 964 0 8 10|KW 965 - 8 8|SA 966 0 8 9|YE 967 0 7 9|OM 968 - 8 8|PS 970 0 8 9
        AE 971 0 8 9|IL 972 0 8 9|BH 973 - 8 8|QA 974 - 8 8|BT 975 - 7 8|MN 976 0 8 8|NP 977 0 8 10|TJ 992 - 9 9
        TM 993 8 8 8|AZ 994 0 9 9|GE 995 0 9 9|KG 996 0 9 9|UZ 998 - 9 9
        """

    private static let plans: [NumberingPlan] = table.split(whereSeparator: { $0 == "|" || $0 == "\n" }).map { line in
        let fields = line.split(separator: " ").map(String.init)
        guard fields.count == 5, let shortest = Int(fields[3]), let longest = Int(fields[4]) else {
            preconditionFailure("The numbering table has a malformed line: \(line)")
        }
        return NumberingPlan(
            region: fields[0],
            callingCode: fields[1],
            trunkPrefix: fields[2] == "-" ? "" : fields[2],
            lengths: shortest...longest
        )
    }

    private static let byRegion = Dictionary(uniqueKeysWithValues: plans.map { ($0.region, $0) })

    private static let byCallingCode = Dictionary(
        plans.compactMap { plan in Int(plan.callingCode).map { ($0, plan) } },
        uniquingKeysWith: { first, _ in first }
    )
}
