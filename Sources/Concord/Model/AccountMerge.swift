/// The one operation of design.md section 3, as a pure function: an account and a write give an account.
enum AccountMerge {
    /// The account after the write, or `nil` when the write changes nothing.
    ///
    /// - Parameter time: the time of the fields. An account's `updatedAt` never goes back.
    static func merged(_ account: Account, _ write: AccountWrite, at time: Timestamp) -> Account? {
        let age = time.milliseconds - account.createdAt.milliseconds
        guard let fields = applied(write, to: account.fields, age: age) else { return nil }
        var merged = account
        merged.fields = fields
        merged.updatedAt = max(account.updatedAt, time)
        merged.version += 1
        return merged
    }

    /// The fields of an account that the write creates.
    static func created(by write: AccountWrite) -> AccountFields {
        applied(write, to: AccountFields(), age: 0) ?? AccountFields()
    }

    /// The fields after the write, or `nil` when they stay as they are.
    private static func applied(_ write: AccountWrite, to fields: AccountFields, age: Int64) -> AccountFields? {
        // The usual case in production, so it is found out before anything is copied: when no step changes the fields
        // as they are, no sequence of them does.
        if fields.agrees(with: write.match), write.changes.allSatisfy({ fields.agrees(with: $0) }) { return nil }
        var draft = Draft(before: fields, age: age)
        for change in write.tagChanges { draft.apply(change) }
        for change in write.changes { draft.apply(change) }
        return draft.finished()
    }
}

extension AccountWrite {
    /// The tags that the write matches by are also set.
    fileprivate var tagChanges: some Sequence<FieldChange> {
        let pairs: [Tags.Pair] = if case .tags(let tags, _) = match { tags.pairs } else { [] }
        return pairs.lazy.map { .set(.tags, $0.name, .string($0.value)) }
    }
}

extension AccountFields {
    /// Whether setting the tags that a write matches by would leave the fields as they are.
    fileprivate func agrees(with match: AccountWrite.Match) -> Bool {
        guard case .tags(let tags, _) = match else { return true }
        return tags.pairs.allSatisfy { values[.tags].has(.string($0.value), for: $0.name) }
    }

    /// Whether a change would leave the fields as they are.
    fileprivate func agrees(with change: FieldChange) -> Bool {
        switch change {
        case .set(let section, let name, .null): self[section, name] == nil
        case .set(let section, let name, let value): values[section].has(value, for: name)
        case .setOnce(let section, let name, let value): value == .null || self[section, name] != nil
        case .insert(let section, let name, let value): self[section, name]?.array?.contains(value) ?? false
        case .insertNewest(let section, let name, let value): self[section, name]?.array?.last == value
        case .removeNewest(let section, let name): self[section, name] == nil
        case .clear(let section): self[section].isEmpty
        }
    }
}

/// A merge under way: the fields before it, and as they are so far.
private struct Draft {
    private let before: AccountFields
    private var after: AccountFields
    private let age: Int64

    init(before: AccountFields, age: Int64) {
        self.before = before
        self.after = before
        self.age = age
    }

    mutating func apply(_ change: FieldChange) {
        if after.agrees(with: change) { return }
        switch change {
        case .set(let section, let name, let value):
            set(section, name, value == .null ? nil : value)
        case .setOnce(let section, let name, let value):
            set(section, name, value)
            after.markSetOnce(section, name)
        case .insert(let section, let name, let value):
            set(section, name, .array(elements(section, name) + [value]))
        case .insertNewest(let section, let name, let value):
            set(section, name, .array(elements(section, name).filter { $0 != value } + [value]))
        case .removeNewest(let section, let name):
            let kept = elements(section, name).dropLast()
            set(section, name, kept.isEmpty ? nil : .array(Array(kept)))
        case .clear(let section):
            // From the end, where removing moves nothing.
            for member in after[section].members.reversed() { set(section, member.name, nil) }
        }
    }

    private func elements(_ section: FieldSection, _ name: String) -> [JSONValue] {
        after[section, name]?.array ?? []
    }

    /// A step that gives a field back the value it had before the write also gives back its time, so that a write is
    /// judged by what it leaves and not by the way there.
    private mutating func set(_ section: FieldSection, _ name: String, _ value: JSONValue?) {
        let isBack = value == before[section, name]
        after.record(section, name, value, age: isBack ? before.age(section, name) : age)
    }

    func finished() -> AccountFields? {
        after.values != before.values || after.setOnce != before.setOnce ? after : nil
    }
}
