/// A version of Channel.io's Open API: the `v4` of `/open/v4/users/@{memberId}`.
///
/// The versions differ in what they allow and not in what they mean (vendors.md decision 59).
public struct ChannelAPIVersion: Sendable, Hashable {
    /// The most tags of a user, unless the space's `maximumTags` says another number (decision 35).
    public let maximumTags: Int

    /// The version of the vendor's document.
    public static let v4 = ChannelAPIVersion(maximumTags: 10)
    /// The version that the vendor calls current.
    public static let v5 = ChannelAPIVersion(maximumTags: 20)
}
