/// What a review item is about, as the database names it.
enum ReviewSubject: Hashable {
    case value(IdentifierFingerprint)
    case link(AccountID, AccountID)
    case possible(AccountID, AccountID)

    init(_ identifier: Identifier, secret: SipHash.Key) {
        self = .value(IdentifierFingerprint(of: identifier, key: secret))
    }

    init(_ subject: ReviewItem.Subject, secret: SipHash.Key) {
        switch subject {
        case .value(let identifier): self.init(identifier, secret: secret)
        case .link(let a, let b): self = .link(a, b)
        case .possible(let a, let b): self = .possible(a, b)
        }
    }

    /// Values first, then refused links, then possible ones, each by its bytes.
    static func precedes(_ left: ReviewSubject, _ right: ReviewSubject) -> Bool {
        switch (left, right) {
        case (.value(let left), .value(let right)): (left.high, left.low) < (right.high, right.low)
        case (.link(let a, let b), .link(let c, let d)): (a, b) < (c, d)
        case (.possible(let a, let b), .possible(let c, let d)): (a, b) < (c, d)
        case (.value, _), (.link, .possible): true
        default: false
        }
    }

    /// The items that a link can have.
    static func subjects(of link: Link) -> [ReviewSubject] {
        [.link(link.a, link.b), .possible(link.a, link.b)]
    }
}

/// Reading and writing rows of `review`.
enum ReviewTable {
    static func contains(_ subject: ReviewSubject, on connection: Connection) throws -> Bool {
        let statement = try PreparedStatement(connection, finding)
        defer { statement.reset() }
        bind(subject, to: statement)
        return try statement.step()
    }

    static func isEmpty(on connection: Connection) throws -> Bool { try !PreparedStatement.finds(any, on: connection) }

    static func insert(_ subject: ReviewSubject, at time: Timestamp, on connection: Connection) throws {
        let statement = try PreparedStatement(connection, insertion)
        defer { statement.reset() }
        bind(subject, to: statement)
        statement.bind(3, time.milliseconds)
        _ = try statement.step()
    }

    static func delete(_ subject: ReviewSubject, on connection: Connection) throws {
        let statement = try PreparedStatement(connection, deletion)
        defer { statement.reset() }
        bind(subject, to: statement)
        _ = try statement.step()
    }

    /// Open items on values that fewer than two accounts carry by a version of the policy. Cost: all items.
    static func uncarried(policy: Int64, limit: Int, on connection: Connection) throws -> [ReviewSubject] {
        let statement = try PreparedStatement(connection, sweeping)
        defer { statement.reset() }
        statement.bind(1, policy)
        statement.bind(2, Int64(limit))
        var subjects: [ReviewSubject] = []
        while try statement.step() {
            if let subject = ReviewSubject(kind: "value", statement.ulids(0)) { subjects.append(subject) }
        }
        return subjects
    }

    /// The open items, oldest first.
    static func open(limit: Int, on connection: Connection) throws -> [(subject: ReviewSubject, since: Timestamp)] {
        let statement = try PreparedStatement(connection, listing)
        defer { statement.reset() }
        statement.bind(1, Int64(limit))
        var items: [(ReviewSubject, Timestamp)] = []
        while try statement.step() {
            guard let subject = ReviewSubject(kind: statement.text(0), statement.ulids(1)) else { continue }
            items.append((subject, Timestamp(milliseconds: statement.integer(2))))
        }
        return items
    }

    private static func bind(_ subject: ReviewSubject, to statement: PreparedStatement) {
        statement.bind(1, subject.kind)
        statement.bind(2, subject.words)
    }

    private static let any = SQLText("SELECT 1 FROM review LIMIT 1")
    private static let finding = SQLText("SELECT 1 FROM review WHERE kind = ?1 AND subject = ?2")
    private static let insertion = SQLText(
        "INSERT INTO review (kind, subject, opened_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"
    )
    private static let deletion = SQLText("DELETE FROM review WHERE kind = ?1 AND subject = ?2")
    private static let sweeping = SQLText(
        """
        SELECT subject FROM review WHERE kind = 'value' AND (
            SELECT count(*) FROM (
                SELECT 1 FROM identifier i WHERE i.policy = ?1 AND i.fingerprint = review.subject LIMIT 2)) < 2
        ORDER BY subject LIMIT ?2
        """
    )
    private static let listing = SQLText(
        "SELECT kind, subject, opened_at FROM review ORDER BY opened_at, kind, subject LIMIT ?1"
    )

    /// For the test that looks at their plans.
    static let statements = [finding, insertion, deletion]
}

extension ReviewSubject {
    var kind: String {
        switch self {
        case .value: "value"
        case .link: "link"
        case .possible: "possible"
        }
    }

    /// 128 bits for a value, two ids for a pair.
    fileprivate var words: [ULID] {
        switch self {
        case .value(let fingerprint): [ULID(high: fingerprint.low, low: fingerprint.high)]
        case .link(let a, let b), .possible(let a, let b): [a.ulid, b.ulid]
        }
    }

    fileprivate init?(kind: String, _ words: [ULID]) {
        switch (kind, words.count) {
        case ("value", 1): self = .value(IdentifierFingerprint(low: words[0].high, high: words[0].low))
        case ("link", 2): self = .link(AccountID(words[0]), AccountID(words[1]))
        case ("possible", 2): self = .possible(AccountID(words[0]), AccountID(words[1]))
        default: return nil
        }
    }
}
