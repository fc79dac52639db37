/// What erased accounts were known by, in every form in which the database may have it.
struct ErasedTexts {
    private var texts: [Identifier: Set<[UInt8]>] = [:]

    /// Adds an account's identifiers, those of its older states too.
    ///
    /// - Parameter history: the account's events.
    mutating func add(_ account: Account, _ history: [Event], _ rules: ResolvingRules) {
        add(rules.texts(of: account))
        for replaced in history.compactMap(\.before?.object) {
            var former = account
            former.fields = AccountFields(values: FieldMap(replaced), times: FieldMap(), setOnce: FieldMap())
            add(rules.texts(of: former))
        }
    }

    private mutating func add(_ found: [(identifier: Identifier, text: String)]) {
        for (identifier, text) in found {
            texts[identifier, default: []].formUnion([Array(text.utf8), Array(identifier.value.utf8)])
        }
    }

    /// The bytes to look for, without those of identifiers that somebody has.
    func forms(without isCarried: (Identifier) throws -> Bool) rethrows -> Set<[UInt8]> {
        try texts.reduce(into: []) { forms, entry in
            if try isCarried(entry.key) { return }
            for text in entry.value { forms.formUnion(ErasedTexts.forms(of: text)) }
        }
    }

    /// A text as it is, as JSON escapes it, and as the key of a descending listing has it.
    private static func forms(of text: [UInt8]) -> [[UInt8]] {
        let quoted = JSONValue.string(String(decoding: text, as: UTF8.self)).printed()
        return [text, Array(quoted.dropFirst().dropLast()), text.map { ~$0 }]
    }
}

extension ResolvingRules {
    /// What an account is known by, with each text as it is written. Blocked values are left out: many write them.
    fileprivate func texts(of account: Account) -> [(identifier: Identifier, text: String)] {
        rules(of: account.space.vendor).identifiers.flatMap { mapping in
            account.values(at: mapping.source).compactMap { sourced in
                guard let found = normalizer.identifier(mapping.kind, sourced.value), !found.isBlocked,
                    let text = sourced.value.string ?? sourced.value.integer.map(String.init)
                else { return nil }
                return (found.identifier, text)
            }
        }
    }
}
