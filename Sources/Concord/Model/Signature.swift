/// Who did something, and why, in their own words.
public struct Signature: Sendable, Hashable {
    public var by: String?
    public var because: String?

    public init(by: String? = nil, because: String? = nil) {
        self.by = by
        self.because = because
    }
}
