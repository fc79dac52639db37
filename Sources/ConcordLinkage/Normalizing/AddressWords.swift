/// Words that addresses and companies spell in a long and a short way.
enum AddressWords {
    /// Appends the folded words of a street with the usual words in their short form: `123 Main Street` is `123 main st`.
    static func normalizeStreet(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
        normalize(bytes, into: &output) { short[$0] ?? $0 }
    }

    /// Appends the folded words of a company without its legal form: `Acme Pty. Ltd.` is `acme`.
    static func normalizeCompany(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
        normalize(bytes, into: &output) { legalForms.contains($0) ? "" : $0 }
    }

    private static func normalize(
        _ bytes: UnsafeBufferPointer<UInt8>,
        into output: inout [UInt8],
        _ replace: (String) -> String
    ) {
        var folded: [UInt8] = []
        TextFolding.fold(bytes, into: &folded)
        let words = folded.split(separator: UInt8(ascii: " ")).map { replace(String(decoding: $0, as: UTF8.self)) }
        let kept = words.filter { !$0.isEmpty }
        if kept.isEmpty {
            output.append(contentsOf: folded)
        } else {
            output.append(contentsOf: kept.joined(separator: " ").utf8)
        }
    }

    private static let short: [String: String] = [
        "street": "st", "str": "st", "strasse": "st", "road": "rd", "avenue": "ave", "av": "ave", "place": "pl",
        "drive": "dr", "lane": "ln", "court": "ct", "crescent": "cres", "circuit": "cct", "close": "cl",
        "terrace": "tce",
        "parade": "pde", "highway": "hwy", "boulevard": "blvd", "square": "sq", "suite": "ste", "apartment": "apt",
        "unit": "apt", "flat": "apt", "building": "bldg", "floor": "fl", "north": "n", "south": "s", "east": "e",
        "west": "w",
        "northeast": "ne", "northwest": "nw", "southeast": "se", "southwest": "sw", "mount": "mt", "saint": "st",
        "village": "vlge", "parkway": "pkwy", "grove": "gr", "esplanade": "esp",
    ]

    private static let legalForms: Set<String> = [
        "inc", "incorporated", "ltd", "limited", "pty", "llc", "llp", "plc", "corp", "corporation", "co", "company",
        "gmbh",
        "ag", "kg", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "ab", "as", "oy", "aps", "the", "group", "holdings",
    ]
}
