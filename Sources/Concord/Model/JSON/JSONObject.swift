/// The members of a JSON object, each name once, sorted by the bytes of the names.
///
/// Sorted storage makes equality, printing and storage canonical (the same members give the same bytes), finds a
/// duplicate while reading without hashing, and keeps an object in one allocation. Looking a name up costs a binary
/// search; reading an object whose members arrive sorted costs an append each.
public struct JSONObject: Sendable, Hashable {
    /// A name and its value.
    public struct Member: Sendable, Hashable {
        public let name: String
        public var value: JSONValue

        public static func == (left: Member, right: Member) -> Bool {
            Bytewise.equal(left.name, right.name) && left.value == right.value
        }
    }

    /// The members in the order of their names' bytes.
    public private(set) var members: [Member] = []

    public init() {}

    /// An object that takes its first members without growing step by step.
    init(reserving count: Int) { members.reserveCapacity(count) }

    /// An object of these members.
    ///
    /// - Precondition: no name appears twice.
    public init(uniqueMembers: some Sequence<(String, JSONValue)>) {
        for (name, value) in uniqueMembers {
            let isNew = insert(name, value)
            precondition(isNew, "A JSON object literal names each of its members once")
        }
    }

    public var isEmpty: Bool { members.isEmpty }
    public var count: Int { members.count }

    /// The value of a member; setting `nil` removes it.
    public subscript(name: String) -> JSONValue? {
        get { index(of: name).map { members[$0].value } }
        set {
            if let newValue, isBehindAll(name) { return members.append(Member(name: name, value: newValue)) }
            let position = position(of: name)
            switch (newValue, holds(name, at: position)) {
            case (let value?, true): members[position].value = value
            case (let value?, false): members.insert(Member(name: name, value: value), at: position)
            case (nil, true): members.remove(at: position)
            case (nil, false): break
            }
        }
    }

    /// Whether a member has this value; as `self[name] == value`, without a copy of the stored one.
    func has(_ value: JSONValue, for name: String) -> Bool {
        index(of: name).map { members[$0].value == value } ?? false
    }

    /// Where the name is. Names mostly differ in length, which is seen at once: in a small object a look at each is faster
    /// than a search, which compares bytes.
    private func index(of name: String) -> Int? {
        if members.count <= 8 { return members.indices.first { Bytewise.equal(members[$0].name, name) } }
        let position = position(of: name)
        return holds(name, at: position) ? position : nil
    }

    /// Adds a member and says whether its name was new; an existing member stays as it is.
    mutating func insert(_ name: String, _ value: JSONValue) -> Bool {
        if isBehindAll(name) {
            members.append(Member(name: name, value: value))
            return true
        }
        let position = position(of: name)
        if holds(name, at: position) { return false }
        members.insert(Member(name: name, value: value), at: position)
        return true
    }

    /// Whether a new member would go in front of many: one by one, the members of a large object that arrives in an
    /// unlucky order would cost the square of their number.
    func isCostly(toInsert name: String) -> Bool {
        members.count >= 64 && !isBehindAll(name)
    }

    private func isBehindAll(_ name: String) -> Bool {
        // Not by `members.last`, which would copy the member.
        members.isEmpty || Bytewise.precedes(members[members.count - 1].name, name)
    }

    /// Adds members in any order and says whether all names are different.
    mutating func insert(_ late: [Member]) -> Bool {
        if late.isEmpty { return true }
        members = (members + late).sorted { Bytewise.precedes($0.name, $1.name) }
        return zip(members, members.dropFirst()).allSatisfy { Bytewise.precedes($0.name, $1.name) }
    }

    private func holds(_ name: String, at position: Int) -> Bool {
        position < members.count && Bytewise.equal(members[position].name, name)
    }

    /// Where the name is, or where it would have to be inserted.
    private func position(of name: String) -> Int {
        members.indices.boundary { Bytewise.precedes(members[$0].name, name) }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(uniqueMembers: elements)
    }
}
