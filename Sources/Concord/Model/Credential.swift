/// A key of the HTTP service as the database keeps it: whose it is and what it may do, never the key itself.
public struct Credential: Sendable, Hashable {
    /// What a key may do in its space.
    public enum Role: String, Sendable, CaseIterable {
        /// Reads accounts.
        case reader
        /// Reads accounts and writes them, erasure included.
        case writer
    }

    /// The name of the key: `key_` and the first eight bytes of its digest, in hexadecimal.
    public let id: String
    /// The SHA-256 of the key, 32 bytes.
    public let digest: [UInt8]
    /// The one space that the key opens.
    public let space: Space
    public let role: Role
    public let createdAt: Timestamp

    /// - Precondition: the digest has 32 bytes.
    public init(digest: [UInt8], space: Space, role: Role, createdAt: Timestamp) {
        precondition(digest.count == 32, "A SHA-256 has 32 bytes")
        self.id = Credential.id(ofDigest: digest)
        self.digest = digest
        self.space = space
        self.role = role
        self.createdAt = createdAt
    }

    /// The id of the key with a digest.
    public static func id(ofDigest digest: [UInt8]) -> String {
        let digits = digest.prefix(8).flatMap { [hexadecimal[Int($0 >> 4)], hexadecimal[Int($0 & 15)]] }
        return "key_" + String(decoding: digits, as: UTF8.self)
    }

    private static let hexadecimal = Array("0123456789abcdef".utf8)

    /// Whether a digest is this key's, in a time that tells nothing about where they differ.
    public func matches(digest other: [UInt8]) -> Bool {
        guard other.count == digest.count else { return false }
        return zip(digest, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
