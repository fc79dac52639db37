import Foundation
import GRDB

@testable import Concord

/// Makes calls of the same moment into one group, whatever the machine's pace.
enum WriteGroup {
    /// Holds the writer until every call has queued its steps, and `whileHeld` has run.
    static func run<Output: Sendable>(
        of count: Int,
        on engine: IdentityEngine,
        _ call: @escaping @Sendable (Int) async -> Output,
        whileHeld: @escaping @Sendable () async -> Void = {}
    ) async -> [Output] {
        let gate = DispatchSemaphore(value: 0)
        engine.store.pool.asyncWriteWithoutTransaction { _ in gate.wait() }
        return await withTaskGroup(of: (index: Int, output: Output).self) { group in
            // One after another, so that the order within the group is the order of the calls.
            for index in 0..<count {
                group.addTask { (index, await call(index)) }
                while engine.store.queue.waitingSteps <= index { await Task.yield() }
            }
            await whileHeld()
            gate.signal()
            var outputs: [Int: Output] = [:]
            for await (index, output) in group { outputs[index] = output }
            return (0..<count).compactMap { outputs[$0] }
        }
    }
}

extension Result where Failure == any Error {
    /// The result of an asynchronous call.
    static func of(_ body: () async throws -> Success) async -> Result {
        do {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }

    /// The code of the Concord error, if that is what the result is.
    var code: ConcordError.Code? {
        guard case .failure(let error) = self else { return nil }
        return (error as? ConcordError)?.code
    }
}
