extension TagMatcher {
    /// The accounts by one list of discriminating tags.
    public struct List: Sendable {
        let discriminator: Discriminator
        private let key: SipHash.Key
        private let table = TagTable()

        init(_ discriminator: Discriminator, of source: any FingerprintSource, key: SipHash.Key) throws {
            self.discriminator = discriminator
            self.key = key
            try renew(from: source)
        }

        func renew(from source: any FingerprintSource) throws {
            try table.renew { add in
                try source.forEach(discriminator) { add(try TagMatcher.number($0), $1) }
            }
        }

        /// The oldest account that has the tags of the list with the same values, or `nil`.
        ///
        /// Inlined, so that a caller that takes tags out of an array need not count the references to all that they hold,
        /// which would cost as much as the access to memory.
        @inlinable
        public func match(_ tags: Tags) -> Match? { match(tags.row) }

        @usableFromInline
        func match(_ tags: TextRow) -> Match? {
            guard let fingerprint = TagFingerprint(of: tags, discriminator, key: key) else { return nil }
            return match(fingerprint)
        }

        func match(_ fingerprint: TagFingerprint) -> Match? {
            guard let entry = table[fingerprint] else { return nil }
            return Match(account: Int64(entry.oldest), isAmbiguous: entry.isShared)
        }

        var bytes: Int { table.bytes }

        func update(
            _ account: Int64,
            from old: Tags,
            to new: Tags,
            _ source: any FingerprintSource
        ) throws {
            let before = TagFingerprint(of: old, discriminator, key: key)
            let after = TagFingerprint(of: new, discriminator, key: key)
            if before == after { return }
            let number = try TagMatcher.number(account)
            if let before, let entry = table[before], entry.isShared || entry.oldest == number {
                table.set(entry.isShared ? try recounted(before, source) : nil, of: before)
            }
            if let after { table.add(number, to: after) }
        }

        private func recounted(_ fingerprint: TagFingerprint, _ source: any FingerprintSource) throws -> TagEntry? {
            let accounts = try source.accounts(with: fingerprint, discriminator)
            guard let oldest = accounts.first else { return nil }
            return TagEntry(try TagMatcher.number(oldest), isShared: accounts.count > 1)
        }
    }

    /// An account's number as a table has it.
    private static func number(_ account: Int64) throws -> UInt32 {
        guard account > 0, account <= Int64(TagEntry.largest) else {
            throw ConcordError(
                .tooLarge,
                "An account's number does not fit the matcher in memory",
                remedy: "Match in the store, or number the records from 1 to \(TagEntry.largest)"
            )
        }
        return UInt32(account)
    }
}
