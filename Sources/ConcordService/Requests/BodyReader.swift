import Concord
import Hummingbird
import NIOCore

/// Reading a request's body, never more of it than it may have, and never for longer than it may take.
struct BodyReader: Sendable {
    /// What became of reading a body.
    enum Reading: Sendable {
        case body([UInt8])
        /// It was too much or too slow.
        ///
        /// - Parameter isAtEnd: whether the rest was read and thrown away, so that the connection can go on.
        case refused(ConcordError, isAtEnd: Bool)
    }

    /// How long a body may take to come.
    let patience: Duration

    /// Reads a body.
    ///
    /// A stalled sender is the connection's business, which has an idle timeout; this ends one that drips.
    func read(_ request: Request) async throws -> Reading {
        try await read(request, keeping: ServiceLimits.bodyBytes)
    }

    /// Reads the body of a request that is refused anyway, or takes none, and throws it away.
    ///
    /// - Returns: whether that was all of it.
    func drain(_ request: Request) async throws -> Bool {
        switch try await read(request, keeping: 0) {
        case .body: true
        case .refused(_, let isAtEnd): isAtEnd
        }
    }

    private func read(_ request: Request, keeping limit: Int) async throws -> Reading {
        let deadline = ContinuousClock.now + patience
        var (bytes, count) = ([UInt8](), 0)
        for try await chunk in request.body {
            count += chunk.readableBytes
            if count <= limit { bytes.append(contentsOf: chunk.readableBytesView) }
            let isOver = count > limit
            guard count <= limit + ServiceLimits.drainedBytes, ContinuousClock.now < deadline else {
                return .refused(isOver ? ServiceError.tooLarge : ServiceError.timedOut, isAtEnd: false)
            }
        }
        return count > limit ? .refused(ServiceError.tooLarge, isAtEnd: true) : .body(bytes)
    }
}
