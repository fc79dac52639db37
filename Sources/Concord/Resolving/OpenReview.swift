/// A review item that waits for a human.
public struct OpenReview: Sendable, Hashable {
    public let item: ReviewItem
    public let since: Timestamp

    init(_ item: ReviewItem, since: Timestamp) {
        self.item = item
        self.since = since
    }
}
