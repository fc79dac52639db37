import GRDB

/// What became of a write.
enum WriteResult: Sendable {
    case done(AccountOutcome)
    /// No account matches, and the write creates none.
    case missing
    /// The write waits for a discriminator that is being built; nothing of it is done.
    case waits(discriminator: Int64)
}

extension WriteTransaction {
    /// Matches and writes.
    mutating func upsert(_ write: AccountWrite) throws -> WriteResult {
        guard write.mayCreate || catalogue.spaces[write.space] != nil else { return .missing }
        let record = try record(of: write.space)
        switch try locator(for: write, record) {
        case .building(let discriminator): return .waits(discriminator: discriminator)
        case .unseen(let discriminator, let origin):
            try register(discriminator, origin, in: write.space)
            return try upsert(write)
        case let locator:
            let found = try lookup.find(locator, in: record)
            try found.refuseAmbiguity(record.options)
            return try apply(write, to: found, record)
        }
    }

    private func locator(for write: AccountWrite, _ record: SpaceRecord) throws -> AccountLocator {
        try AccountLocator.place(
            of: write.match,
            in: record,
            key: context.secret,
            bound: context.configuration.maximumRequestedDiscriminators
        )
    }

    private mutating func apply(_ write: AccountWrite, to found: FoundAccounts, _ record: SpaceRecord) throws
        -> WriteResult
    {
        let now = readClock()
        guard let account = try found.oldest?.decoded() else {
            return try write.mayCreate ? .done(create(write, record, now: now)) : .missing
        }
        guard let merged = AccountMerge.merged(account, write, at: write.at ?? now) else {
            return .done(.unchanged(account, isAmbiguous: found.isAmbiguous))
        }
        try AccountTable.update(merged, on: connection)
        if merged.fields[.tags] != account.fields[.tags] {
            try maintainMatchKeys(of: account.number, record, from: account.tags, to: merged.tags)
        }
        try logUpdate(of: merged, from: account)
        let outcome = AccountOutcome(
            account: try resolve(changed: merged, from: account),
            created: false,
            changed: true,
            isAmbiguous: found.isAmbiguous
        )
        return .done(outcome)
    }

    private mutating func create(_ write: AccountWrite, _ record: SpaceRecord, now: Timestamp) throws -> AccountOutcome
    {
        var generator = RandomSource(draw: context.configuration.randomNumbers)
        let id = AccountID(ULID(at: now, using: &generator))
        let time = write.at ?? now
        let key: String? = if case .key(let key) = write.match { key } else { nil }
        let fields = AccountMerge.created(by: write)
        let number = try AccountTable.insert(
            id: id,
            space: record.id,
            key: key,
            fields: fields,
            at: time,
            on: connection
        )
        let account = Account(
            id: id,
            number: number,
            space: write.space,
            key: key,
            fields: fields,
            createdAt: time,
            updatedAt: time,
            version: 1,
            person: PersonID(of: id),
            hasCompanions: false
        )
        try maintainMatchKeys(of: number, record, from: Tags(), to: account.tags)
        try logCreation(of: account)
        return AccountOutcome(
            account: try resolve(changed: account, from: nil), created: true, changed: true, isAmbiguous: false)
    }

    private func logCreation(of account: Account) throws {
        try log(EventDraft(kind: .accountCreated, accounts: [(account.id, account.number)], person: account.person))
        // In no history of its own: the line above says as much.
        try log(EventDraft(kind: .personCreated, accounts: [(account.id, 0)], person: account.person))
    }

    private func logUpdate(of account: Account, from old: Account) throws {
        var event = EventDraft(kind: .accountUpdated, accounts: [(account.id, account.number)], person: account.person)
        event.before = account.fields.before(old.fields).printed()
        try log(event)
    }

    /// Replaces the account's fingerprints, for every discriminator of its space that the change touches.
    func maintainMatchKeys(of number: Int64, _ record: SpaceRecord, from old: Tags, to new: Tags) throws {
        for entry in record.discriminators {
            let before = TagFingerprint(of: old, entry.discriminator, key: context.secret)
            let after = TagFingerprint(of: new, entry.discriminator, key: context.secret)
            if before == after { continue }
            if let before {
                try MatchKeyTable.delete(
                    discriminator: entry.id,
                    fingerprint: before,
                    account: number,
                    on: connection
                )
            }
            if let after {
                try MatchKeyTable.insert(
                    discriminator: entry.id,
                    fingerprint: after,
                    account: number,
                    on: connection
                )
            }
        }
    }
}

extension AccountWrite {
    var mayCreate: Bool {
        if case .id = match { false } else { createsWhenMissing }
    }
}

extension AccountOutcome {
    static func unchanged(_ account: Account, isAmbiguous: Bool) -> AccountOutcome {
        AccountOutcome(account: account, created: false, changed: false, isAmbiguous: isAmbiguous)
    }
}

extension FoundAccounts {
    /// Refuses several accounts where the space wants one (vendors.md decision 10).
    func refuseAmbiguity(_ options: SpaceOptions) throws {
        guard isAmbiguous, options.refusesAmbiguity ?? false else { return }
        throw ConcordError(
            .ambiguousMatch,
            "Several accounts have these discriminating tags",
            remedy: "Discriminate by more tags, or turn refusesAmbiguity off for the space",
            field: "discriminateByTags"
        )
    }
}
