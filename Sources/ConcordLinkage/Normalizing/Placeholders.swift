/// Texts that people and programs write where they have no value.
///
/// The list holds only what is never a value; junk that looks like one is found by its frequency (``SharedValues``).
enum Placeholders {
    /// Whether a folded text stands for a missing value.
    static func holds(_ folded: ArraySlice<UInt8>) -> Bool {
        folded.count <= 16 && texts.contains(String(decoding: folded, as: UTF8.self))
    }

    /// Whether the local part of an address is one that nobody reads.
    static func holds(local: ArraySlice<UInt8>) -> Bool {
        local.count <= 12 && locals.contains(String(decoding: local, as: UTF8.self))
    }

    /// Whether the digits of a number are one digit over and over, or count up.
    static func holds(digits: ArraySlice<UInt8>) -> Bool {
        guard let last = digits.last else { return true }
        let repeated = digits.reversed().prefix { $0 == last }.count
        if repeated >= max(6, digits.count - 3) { return true }
        let counting = zip(digits.dropFirst(), digits).count { $0 == $1 + 1 || ($0 == $1 &- 9) }
        return counting >= 7 && counting >= digits.count - 3
    }

    private static let texts: Set<String> = [
        "null", "none", "na", "n a", "nan", "nil", "unknown", "undefined", "missing", "not known", "not available",
        "no name",
        "anonymous", "noname", "unbekannt", "inconnu", "desconocido", "tbd", "tba", "xxx", "xxxx", "not provided",
        "no data",
    ]

    private static let locals: Set<String> = [
        "test", "none", "null", "na", "noemail", "noreply", "no-reply", "nomail", "unknown", "donotreply", "no.reply",
        "anonymous", "notprovided", "nobody",
    ]
}
