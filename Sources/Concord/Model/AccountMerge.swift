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
        var draft = Draft(before: fields, after: fields, age: age)
        if case .tags(let tags, _) = write.match {
            for pair in tags.pairs { draft.set(.tags, pair.name, .string(pair.value)) }
        }
        for change in write.changes { draft.apply(change) }
        return draft.finished()
    }
}

/// A merge under way: the fields before it, and as they are so far.
private struct Draft {
    let before: AccountFields
    var after: AccountFields
    let age: Int64
    private var isTouched = false

    init(before: AccountFields, after: AccountFields, age: Int64) {
        self.before = before
        self.after = after
        self.age = age
    }

    mutating func apply(_ change: FieldChange) {
        switch change {
        case .set(let section, let name, let value):
            set(section, name, value == .null ? nil : value)
        case .setOnce(let section, let name, let value):
            guard value != .null, after[section, name] == nil else { return }
            set(section, name, value)
            after.markSetOnce(section, name)
        case .insert(let section, let name, let value):
            let elements = after[section, name]?.array ?? []
            if !elements.contains(value) { set(section, name, .array(elements + [value])) }
        case .insertNewest(let section, let name, let value):
            let elements = after[section, name]?.array ?? []
            set(section, name, .array(elements.filter { $0 != value } + [value]))
        case .removeNewest(let section, let name):
            let elements = after[section, name]?.array ?? []
            set(section, name, elements.count > 1 ? .array(elements.dropLast()) : nil)
        case .clear(let section):
            for member in after[section].members.reversed() { set(section, member.name, nil) }
        }
    }

    /// A step that gives a field back the value it had before the write also gives back its time, so that a write is
    /// judged by what it leaves and not by the way there.
    mutating func set(_ section: FieldSection, _ name: String, _ value: JSONValue?) {
        guard after[section, name] != value else { return }
        isTouched = true
        let isBack = value == before[section, name]
        after.record(section, name, value, age: isBack ? before.age(section, name) : age)
    }

    func finished() -> AccountFields? {
        isTouched && (after.values != before.values || after.setOnce != before.setOnce) ? after : nil
    }
}
