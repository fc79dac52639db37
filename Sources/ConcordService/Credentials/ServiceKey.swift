import Concord
import Crypto

/// A key that a request shows.
struct PresentedKey: Sendable {
    /// The key's id, where the vendor's callers send it beside the secret.
    let id: String?
    let secret: String
}

/// Making keys and their digests.
public enum ServiceKey {
    /// A new key: 256 random bits of the system's generator in 64 hexadecimal digits, the length that User.com's have.
    public static func generate() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<4).map { _ in
            let digits = String(generator.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// The SHA-256 of a key's characters. A key is as long as its digest, so that no slow hash is needed: there is
    /// nothing to guess.
    public static func digest(of secret: String) -> [UInt8] {
        Array(SHA256.hash(data: Array(secret.utf8)))
    }
}
