/// A member of a request that can be absent, `null` or have a value, which are three different wishes (RFC 7396 and
/// vendors.md decision 34).
public enum ChannelPatch<Value: Sendable & Hashable>: Sendable, Hashable {
    /// Leave what is stored.
    case absent
    /// Clear what is stored.
    case null
    /// Write this.
    case value(Value)
}

extension RequestBody {
    /// A member in its three states.
    ///
    /// - Parameter read: gives the value of a member that is there and not null.
    func patch<Value>(_ name: String, _ read: (String) throws -> Value?) throws -> ChannelPatch<Value> {
        if members[name] == .null { return .null }
        return try read(name).map(ChannelPatch.value) ?? .absent
    }
}
