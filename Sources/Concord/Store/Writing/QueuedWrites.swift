import Synchronization

/// The steps of one caller, without their types.
protocol QueuedWrites: Sendable {
    /// How many steps there are.
    var count: Int { get }
    /// Runs every step, each done wholly or not at all, and keeps the results; starts afresh when it is run again.
    func run(in transaction: inout WriteTransaction) throws
    /// Answers with the results.
    func finish()
    /// Answers that nothing is written.
    func fail(_ error: any Error)
}

final class Steps<Input: Sendable, Output: Sendable>: QueuedWrites {
    private let inputs: [Input]
    var count: Int { inputs.count }
    private let isLast: @Sendable (Output) -> Bool
    private let body: @Sendable (Input, inout WriteTransaction) throws -> Output
    private let continuation: CheckedContinuation<[Result<Output, any Error>], any Error>
    private let results = Mutex<[Result<Output, any Error>]>([])

    init(
        inputs: [Input],
        isLast: @escaping @Sendable (Output) -> Bool,
        body: @escaping @Sendable (Input, inout WriteTransaction) throws -> Output,
        continuation: CheckedContinuation<[Result<Output, any Error>], any Error>
    ) {
        self.inputs = inputs
        self.isLast = isLast
        self.body = body
        self.continuation = continuation
    }

    func run(in transaction: inout WriteTransaction) throws {
        var results: [Result<Output, any Error>] = []
        results.reserveCapacity(inputs.count)
        for input in inputs {
            do {
                let output = try transaction.atomically { try body(input, &$0) }
                results.append(.success(output))
                if isLast(output) { break }
            } catch let abandoned as AbandonedTransaction {
                throw abandoned
            } catch {
                results.append(.failure(StoreErrors.translated(error)))
            }
        }
        self.results.withLock { $0 = results }
    }

    func finish() {
        continuation.resume(returning: results.withLock { $0 })
    }

    func fail(_ error: any Error) {
        continuation.resume(throwing: error)
    }
}
